// Messages: what is one, what is none, and what the sender of none is told.
import JSONRPC
import Testing

@Suite struct MessageTests {
  private func decode(_ text: String) -> Result<Message, InvalidMessage> {
    do throws(InvalidMessage) {
      return .success(try Message.decode(Array(text.utf8)))
    } catch {
      return .failure(error)
    }
  }

  @Test func kindsAreToldApart() {
    #expect(
      decode(#"{"jsonrpc":"2.0","id":1,"method":"m","params":[1]}"#)
        == .success(.request(id: .integer(1), method: "m", params: [1])))
    #expect(
      decode(#"{"jsonrpc":"2.0","id":"a","method":"m"}"#)
        == .success(.request(id: .string("a"), method: "m", params: .null)))
    #expect(
      decode(#"{"jsonrpc":"2.0","method":"m","params":null}"#)
        == .success(.notification(method: "m", params: .null)))
    #expect(
      decode(#"{"jsonrpc":"2.0","id":1,"result":null}"#)
        == .success(.response(id: .integer(1), result: .null, error: nil)))
    #expect(
      decode(#"{"jsonrpc":"2.0","id":null,"error":{"code":-1,"message":"no"}}"#)
        == .success(.response(id: nil, result: nil, error: ResponseError(.init(rawValue: -1), "no"))))
  }

  @Test(
    arguments: [
      ("{", ResponseError.Code.parseError, nil), ("", .parseError, nil), ("[]", .invalidRequest, nil),
      (#"[{"jsonrpc":"2.0","id":1,"method":"m"}]"#, .invalidRequest, nil), ("1", .invalidRequest, nil),
      (#"{"id":1,"method":"m"}"#, .invalidRequest, RequestID.integer(1)),
      (#"{"jsonrpc":"1.0","id":"x","method":"m"}"#, .invalidRequest, .string("x")),
      (#"{"jsonrpc":"2.0","id":2,"method":7}"#, .invalidRequest, .integer(2)),
      (#"{"jsonrpc":"2.0","id":1.5,"method":"m"}"#, .invalidRequest, nil),
      (#"{"jsonrpc":"2.0","id":null,"method":"m"}"#, .invalidRequest, nil),
      (#"{"jsonrpc":"2.0","id":3}"#, .invalidRequest, .integer(3)),
    ] as [(String, ResponseError.Code, RequestID?)])
  func whatIsNoMessageIsOwedAnError(text: String, code: ResponseError.Code, id: RequestID?) {
    guard case .failure(let invalid) = decode(text) else {
      Issue.record("\(text) was taken as a message")
      return
    }
    #expect(invalid.error.code == code)
    #expect(invalid.id == id)
  }

  @Test func writesAllKinds() {
    #expect(
      Message.response(id: nil, result: nil, error: ResponseError(.parseError, "x")).json
        == ["jsonrpc": "2.0", "id": nil, "error": ["code": -32700, "message": "x"]])
    #expect(
      Message.response(id: .integer(1), result: nil, error: nil).json == ["jsonrpc": "2.0", "id": 1, "result": nil])
    #expect(Message.notification(method: "m", params: .null).json == ["jsonrpc": "2.0", "method": "m"])
  }
}
