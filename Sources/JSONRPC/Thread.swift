// A detached thread without Foundation, which the time to start does not allow.

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Threads of the operating system.
package enum Thread {
  fileprivate final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Runs `body` on a thread of its own that nobody waits for.
  ///
  /// Its stack has 8 MiB, as the main thread's: the depth that JSON may have is too much for the 512 KiB that macOS
  /// gives otherwise.
  ///
  /// - Returns: false where the system has no thread to give.
  package static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return false }
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, 8 * 1024 * 1024)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    let argument = Unmanaged.passRetained(Body(body)).toOpaque()
    #if canImport(Darwin)
      var thread: pthread_t?
      let status = pthread_create(&thread, &attributes, runBody, argument)
    #else
      var thread = pthread_t()
      let status = pthread_create(&thread, &attributes, runBody, argument)
    #endif
    guard status == 0 else {
      Unmanaged<Body>.fromOpaque(argument).release()
      return false
    }
    return true
  }
}

#if canImport(Darwin)
  private func runBody(_ argument: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Unmanaged<Thread.Body>.fromOpaque(argument).takeRetainedValue().run()
    return nil
  }
#else
  private func runBody(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    Unmanaged<Thread.Body>.fromOpaque(argument).takeRetainedValue().run()
    return nil
  }
#endif
