// The queue between the thread that reads and the one that decides: many may put, one takes.

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What arrives at the main loop.
package enum Incoming: Sendable, Equatable {
  /// A message of the client.
  case message(Message)
  /// Something that was no message and is owed an error.
  case invalid(InvalidMessage)
  /// Nothing more will come: standard input ended or the client's process is gone.
  case closed
}

/// A first-in first-out queue with a thread that waits at its end. It has no bound: a reader that stopped reading
/// could not see a cancellation, and would leave a client that writes before it reads in a deadlock with us.
package final class Mailbox: Sendable {
  // The mutex and the condition must keep their addresses, which only memory of their own guarantees.
  private let storage: Storage

  private final class Storage: @unchecked Sendable {
    let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    /// Guarded by `mutex`.
    var items: [Incoming] = []

    init() {
      mutex.initialize(to: pthread_mutex_t())
      condition.initialize(to: pthread_cond_t())
      pthread_mutex_init(mutex, nil)
      pthread_cond_init(condition, nil)
    }

    /// To be called under the mutex.
    func takeAll() -> [Incoming] {
      var taken: [Incoming] = []
      swap(&taken, &items)
      return taken
    }

    deinit {
      pthread_cond_destroy(condition)
      pthread_mutex_destroy(mutex)
      condition.deallocate()
      mutex.deallocate()
    }
  }

  /// Makes an empty mailbox.
  package init() {
    storage = Storage()
  }

  /// Adds `item` at the end and wakes the thread that waits.
  package func put(_ item: Incoming) {
    pthread_mutex_lock(storage.mutex)
    storage.items.append(item)
    pthread_cond_signal(storage.condition)
    pthread_mutex_unlock(storage.mutex)
  }

  /// Takes all there is, in order, waiting until there is something.
  package func waitForAll() -> [Incoming] {
    pthread_mutex_lock(storage.mutex)
    defer { pthread_mutex_unlock(storage.mutex) }
    while storage.items.isEmpty { pthread_cond_wait(storage.condition, storage.mutex) }
    return storage.takeAll()
  }

  /// Takes all there is, in order, without waiting.
  package func takeAll() -> [Incoming] {
    pthread_mutex_lock(storage.mutex)
    defer { pthread_mutex_unlock(storage.mutex) }
    return storage.takeAll()
  }
}
