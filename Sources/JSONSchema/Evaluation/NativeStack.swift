// How much of the thread's stack is left: deep recursion has to end before it does, for nothing can catch the overflow.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The stack of the current thread, which grows towards lower addresses on all our platforms.
enum NativeStack {
  /// The stack of a thread where nothing better is known, in bytes.
  private static let usualSize: UInt = 2 << 20

  /// The address below which recursion that began at the address `start` must not go.
  ///
  /// Half of the stack is left to those who called and to work that does not look at the stack itself.
  static func lowestAddress(from start: UInt) -> UInt {
    let size = self.size() / 2
    return start > size ? start - size : 0
  }

  /// The size of the thread's stack in bytes. On Linux a thread has what the process may have for its main thread.
  private static func size() -> UInt {
    #if canImport(Darwin)
      return UInt(pthread_get_stacksize_np(pthread_self()))
    #elseif canImport(Glibc)
      var limit = rlimit()
      guard getrlimit(__rlimit_resource_t(RLIMIT_STACK.rawValue), &limit) == 0 else { return usualSize }
      // No limit means that threads have the usual size.
      return limit.rlim_cur > 1 << 30 ? usualSize : UInt(limit.rlim_cur)
    #else
      return usualSize / 16
    #endif
  }

  /// An address within the frame of the caller.
  @inline(__always)
  static func currentAddress() -> UInt {
    var here: UInt8 = 0
    return withUnsafeMutablePointer(to: &here) { UInt(bitPattern: $0) }
  }
}
