// Cancelling a request (LSP 3.17 "Cancellation Support").
import JSONRPC

/// The parameters of `$/cancelRequest`.
package struct CancelParams: Sendable, JSONDecodable {
  package var id: RequestID

  package init(from reader: JSONReader) throws(InvalidParams) {
    let member = try reader.object()["id"]
    guard let id = RequestID(json: member.json) else { throw member.failure(expected: "an integer or a string") }
    self.id = id
  }
}
