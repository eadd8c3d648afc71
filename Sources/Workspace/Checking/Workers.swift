// Spreads work over threads of our own, whose stacks are deep enough for the deepest document.

import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Threads that take the items of a list one by one.
public enum Workers {
  /// The stack of a thread, in bytes. Reading, compiling and evaluating recurse with the depth of the text, which the
  /// readers cap; what a thread does not use of it costs nothing.
  private static let stackSize = 64 << 20

  /// The number of processors that are on.
  public static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Raises the limit for stacks to what the threads here have. The evaluation tells by it how deep it may recurse, so
  /// only a program all of whose checks run on these threads may call this: others have the stacks they began with.
  public static func raiseStackLimit() {
    var limit = rlimit()
    #if canImport(Glibc)
      let stack = __rlimit_resource_t(RLIMIT_STACK.rawValue)
    #else
      let stack = RLIMIT_STACK
    #endif
    if getrlimit(stack, &limit) == 0, limit.rlim_cur < rlim_t(stackSize) {
      limit.rlim_cur = min(rlim_t(stackSize), limit.rlim_max)
      setrlimit(stack, &limit)
    }
  }

  /// Calls `body` on a thread with a deep stack and waits for what it gives.
  public static func onDeepStack<Result: Sendable>(_ body: @escaping @Sendable () -> Result) -> Result {
    let work = Work(count: 1) { _ in body() }
    run(work, jobs: 1)
    return work.results.withLock { $0[0] } ?? body()
  }

  /// Calls `body` for each of `0..<count` on up to `jobs` threads and returns what it gives in the order of the
  /// indices. A single job is done on the caller's thread.
  public static func map<Result: Sendable>(
    count: Int, jobs: Int, _ body: @escaping @Sendable (Int) -> Result
  ) -> [Result] {
    let work = Work(count: count, body: body)
    let jobs = min(jobs, count)
    if jobs > 1 { run(work, jobs: jobs) } else { work.run() }
    return work.results.withLock { $0 }.compactMap { $0 }
  }

  /// Works on `jobs` threads until all is done; on the caller's where the system has none to give.
  private static func run<Result: Sendable>(_ work: Work<Result>, jobs: Int) {
    let threads = (0..<jobs).compactMap { _ in start { work.run() } }
    if threads.isEmpty { work.run() }
    for thread in threads { pthread_join(thread, nil) }
  }

  /// What the threads of one call share.
  private final class Work<Result: Sendable>: Sendable {
    let count: Int
    let body: @Sendable (Int) -> Result
    let next = Atomic<Int>(0)
    let results: Mutex<[Result?]>

    init(count: Int, body: @escaping @Sendable (Int) -> Result) {
      self.count = count
      self.body = body
      results = Mutex(Array(repeating: nil, count: count))
    }

    func run() {
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        let result = body(index)
        results.withLock { $0[index] = result }
      }
    }
  }

  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private static func start(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return nil }
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    let argument = Unmanaged.passRetained(Body(body)).toOpaque()
    #if canImport(Darwin)
      var thread: pthread_t?
      let status = pthread_create(&thread, &attributes, { Workers.enter($0) }, argument)
    #else
      var thread = pthread_t()
      let status = pthread_create(&thread, &attributes, { Workers.enter($0) }, argument)
    #endif
    guard status == 0 else {
      Unmanaged<Body>.fromOpaque(argument).release()
      return nil
    }
    return thread
  }

  private static func enter(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
    return nil
  }
}
