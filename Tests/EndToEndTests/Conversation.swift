// The usual turns of a conversation with the daemon, for tests that are about something else.

import Foundation

extension DaemonProcess {
  /// Opens the session and gives what the daemon says of itself.
  @discardableResult
  func initialise(capabilities: Message = [:], processID: Int32? = nil, root: URL? = nil) throws -> Message {
    let answer = try request(
      "initialize",
      [
        "processId": processID.map { Int($0) as Any } ?? NSNull(), "rootUri": root?.absoluteString as Any? ?? NSNull(),
        "capabilities": capabilities,
      ])
    guard let result = answer["result"] as? Message else {
      throw ConversationError(description: "initialize failed: \(answer)")
    }
    try notify("initialized", [:] as Message)
    return result
  }

  func open(_ uri: String, _ text: String, version: Int = 1) throws {
    try notify(
      "textDocument/didOpen",
      ["textDocument": ["uri": uri, "languageId": "yaml", "version": version, "text": text] as Message])
  }

  /// Replaces the whole text.
  func change(_ uri: String, _ text: String, version: Int) throws {
    try notify(
      "textDocument/didChange",
      ["textDocument": ["uri": uri, "version": version] as Message, "contentChanges": [["text": text]]])
  }

  /// Waits for the diagnostics of `version` of the document, or for the next ones.
  func diagnostics(of uri: String, version: Int? = nil) throws -> [Message] {
    let message = try receive { message in
      guard message["method"] as? String == "textDocument/publishDiagnostics",
        let params = message["params"] as? Message, params["uri"] as? String == uri
      else { return false }
      return version == nil || params["version"] as? Int == version
    }
    return (message["params"] as? Message)?["diagnostics"] as? [Message] ?? []
  }

  /// Asks `method` about a place, counted from 0.
  func ask(_ method: String, _ uri: String, line: Int, character: Int) throws -> Message {
    try request(
      method, ["textDocument": ["uri": uri], "position": ["line": line, "character": character]] as Message)
  }

  /// Says goodbye in order.
  func shutDown() throws -> Int32 {
    _ = try request("shutdown", [:] as Message)
    try send(["method": "exit"])
    return try exitStatus()
  }
}

/// What tests read in a diagnostic.
struct SeenDiagnostic: Equatable, CustomStringConvertible {
  let code: String
  let line: Int
  let character: Int
  let endCharacter: Int

  init(code: String, line: Int, character: Int, endCharacter: Int) {
    self.code = code
    self.line = line
    self.character = character
    self.endCharacter = endCharacter
  }

  init?(_ message: DaemonProcess.Message) {
    guard let code = message["code"] as? String, let range = message["range"] as? [String: [String: Int]],
      let line = range["start"]?["line"], let character = range["start"]?["character"],
      let end = range["end"]?["character"]
    else { return nil }
    self.init(code: code, line: line, character: character, endCharacter: end)
  }

  var description: String { "\(code) at \(line):\(character)-\(endCharacter)" }
}
