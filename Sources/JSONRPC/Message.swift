// The three kinds of messages (JSON-RPC 2.0 §4, §5), read from and written to `JSONValue`.

/// What ties a response to its request. LSP allows numbers and strings; `null` is only for a response to something
/// whose id could not be made out.
package enum RequestID: Sendable, Hashable {
  case integer(Int)
  case string(String)

  /// Reads an id; nil where `json` is neither a whole number nor a string.
  package init?(json: JSONValue?) {
    if let text = json?.string {
      self = .string(text)
    } else if let number = json?.integer {
      self = .integer(number)
    } else {
      return nil
    }
  }

  /// The id as it is written.
  package var json: JSONValue {
    switch self {
    case .integer(let number): .integer(number)
    case .string(let text): .string(text)
    }
  }
}

/// A message from the other side. Parameters are left as they came: whether they fit is for the method to say, and a
/// missing `params` is `null`, since clients send both.
package enum Message: Sendable, Equatable {
  /// A request, which must be answered under its id.
  case request(id: RequestID, method: String, params: JSONValue)
  /// A notification, which must not be answered.
  case notification(method: String, params: JSONValue)
  /// An answer to a request of ours; the id is nil where the other side could not make out which.
  case response(id: RequestID?, result: JSONValue?, error: ResponseError?)
}

/// Something that is no message, and the response it is owed.
package struct InvalidMessage: Error, Sendable, Equatable {
  /// The id under which to answer; nil is written as `null`.
  package let id: RequestID?
  /// What to answer.
  package let error: ResponseError

  /// Makes an invalid message.
  package init(id: RequestID?, error: ResponseError) {
    self.id = id
    self.error = error
  }
}

extension Message {
  /// Reads the body of a frame.
  /// - Throws: `InvalidMessage` with `parseError` or `invalidRequest`.
  package static func decode(_ body: [UInt8]) throws(InvalidMessage) -> Message {
    let json: JSONValue
    do throws(JSONParsingError) {
      json = try JSONValue.parse(body)
    } catch {
      let message = "not JSON: \(error.reason) at byte \(error.offset)"
      throw InvalidMessage(id: nil, error: ResponseError(.parseError, message))
    }
    return try Message(json: json)
  }

  /// Reads a message from its JSON.
  /// - Throws: `InvalidMessage` with `invalidRequest`, under the id of the request where it has one.
  package init(json: JSONValue) throws(InvalidMessage) {
    guard let object = json.object else {
      let isBatch = json.array != nil
      throw InvalidMessage(json: nil, isBatch ? "batches are not part of LSP" : "a message is an object")
    }
    let id = object["id"]
    guard object["jsonrpc"] == "2.0" else { throw InvalidMessage(json: id, "jsonrpc must be \"2.0\"") }
    if let method = object["method"] {
      guard let method = method.string else { throw InvalidMessage(json: id, "method must be a string") }
      let params = object["params"] ?? .null
      guard let id else {
        self = .notification(method: method, params: params)
        return
      }
      guard let requestID = RequestID(json: id) else {
        throw InvalidMessage(json: nil, "id must be an integer or a string")
      }
      self = .request(id: requestID, method: method, params: params)
    } else if object["result"] != nil || object["error"] != nil {
      let error = object["error"].flatMap { error in
        error.object.map { error in
          ResponseError(.init(rawValue: error["code"]?.integer ?? 0), error["message"]?.string ?? "")
        }
      }
      self = .response(id: RequestID(json: id), result: object["result"], error: error)
    } else {
      throw InvalidMessage(json: id, "a message has a method, a result or an error")
    }
  }

  /// The message as it is written.
  package var json: JSONValue {
    var object: JSONObject = ["jsonrpc": "2.0"]
    switch self {
    case .request(let id, let method, let params):
      object.append("id", id.json)
      object.append("method", .string(method))
      if !params.isNull { object.append("params", params) }
    case .notification(let method, let params):
      object.append("method", .string(method))
      if !params.isNull { object.append("params", params) }
    case .response(let id, let result, let error):
      object.append("id", id?.json ?? .null)
      if let error {
        object.append("error", error.json)
      } else {
        object.append("result", result ?? .null)
      }
    }
    return .object(object)
  }
}

extension InvalidMessage {
  fileprivate init(json id: JSONValue?, _ reason: String) {
    self.init(id: RequestID(json: id), error: ResponseError(.invalidRequest, "invalid request: \(reason)"))
  }
}
