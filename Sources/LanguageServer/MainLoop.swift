// The one thread that decides: takes what has arrived in order, and pushes diagnostics when nothing is left to take.
import JSONRPC
import LanguageServerProtocol

/// The loop of a session.
package struct MainLoop {
  private let session: Session
  private let mailbox: Mailbox
  /// What has arrived and has not begun; a slice, of which the first goes without the others being moved.
  private var pending: ArraySlice<Incoming> = []

  /// Makes the loop of `session` over `mailbox`.
  package init(session: Session, mailbox: Mailbox) {
    self.session = session
    self.mailbox = mailbox
  }

  /// Runs until the session is over.
  /// - Returns: the exit status of the process.
  package mutating func run() -> Int32 {
    while true {
      // Looking again before each message lets a cancellation overtake what has not begun.
      absorb(mailbox.takeAll())
      if let next = pending.popFirst() {
        if let status = session.handle(next) { return status }
        continue
      }
      // A slice keeps what it has lost until all of it goes.
      pending = []
      // Only the latest text is worth analysing, so diagnostics wait until the queue is empty.
      if !session.publishNext() { absorb(mailbox.waitForAll()) }
    }
  }

  /// Queues `arrivals`, and takes out of the queue what they cancel.
  private mutating func absorb(_ arrivals: [Incoming]) {
    for arrival in arrivals {
      if case .message(.notification("$/cancelRequest", let params)) = arrival {
        cancel(params)
      } else {
        pending.append(arrival)
      }
    }
  }

  /// Answers a request that has not begun as cancelled. One that is unknown was answered already, or never made.
  private mutating func cancel(_ params: JSONValue) {
    guard let cancelled = try? CancelParams(from: JSONReader(params: params)) else { return }
    let index = pending.firstIndex { item in
      if case .message(.request(cancelled.id, _, _)) = item { true } else { false }
    }
    guard let index else { return }
    pending.remove(at: index)
    session.client.respond(to: cancelled.id, .failure(ResponseError(.requestCancelled, "cancelled")))
  }
}
