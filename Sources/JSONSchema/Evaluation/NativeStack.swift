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
  /// What has to be left for work that does not look at the stack itself, in bytes.
  private static let reserve: UInt = 192 << 10
  /// Below this size nothing is known of the stack that could be relied on.
  private static let smallest: UInt = 64 << 10

  /// The address below which recursion must not go; 0 where the system does not tell.
  static func lowestAddress() -> UInt {
    #if canImport(Darwin)
      let size = UInt(pthread_get_stacksize_np(pthread_self()))
      let top = UInt(bitPattern: pthread_get_stackaddr_np(pthread_self()))
      guard size > smallest, top > size else { return 0 }
      return top - size + min(reserve, size / 2)
    #else
      var attributes = pthread_attr_t()
      guard pthread_getattr_np(pthread_self(), &attributes) == 0 else { return 0 }
      defer { pthread_attr_destroy(&attributes) }
      var address: UnsafeMutableRawPointer?
      var size = 0
      guard pthread_attr_getstack(&attributes, &address, &size) == 0, UInt(bitPattern: size) > smallest else { return 0 }
      return UInt(bitPattern: address) + min(reserve, UInt(bitPattern: size) / 2)
    #endif
  }

  /// An address within the frame of the caller.
  @inline(__always)
  static func currentAddress() -> UInt {
    var here: UInt8 = 0
    return withUnsafeMutablePointer(to: &here) { UInt(bitPattern: $0) }
  }
}
