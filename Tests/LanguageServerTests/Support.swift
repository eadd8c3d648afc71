// A client in memory: messages go in, the loop runs until the session is over, and what it sent is looked at.
import Analysis
import DocumentModel
import JSONRPC
import LanguageServer
import SourceText
import Synchronization

/// Keeps what is sent, and may do something at that moment, as a client that runs beside the server would.
final class RecordingSink: MessageSink {
  private let messages = Mutex<[Message]>([])
  let onSend: @Sendable (Message) -> Void

  init(onSend: @escaping @Sendable (Message) -> Void = { _ in }) {
    self.onSend = onSend
  }

  var sent: [Message] { messages.withLock { $0 } }

  func send(_ message: Message) {
    messages.withLock { $0.append(message) }
    onSend(message)
  }
}

/// An analysis that finds each "bad" in a text, and proposes and explains the word under the cursor.
final class WordAnalysis: AnalysisService {
  static let code = DiagnosticCode("TST001", "bad-word", .warning, "A word is bad.")

  var interFileDependencies = false
  let completionTriggerCharacters = [":", " "]
  let watchedFiles = ["**/*.yaml"]
  var onDisk: [TextDocument] = []
  var analysed: [String] = []
  /// What is done while an analysis runs.
  var whileAnalysing: () -> Void = {}

  func diagnostics(of document: TextDocument) -> [Diagnostic] {
    analysed.append(document.text.string)
    whileAnalysing()
    if document.text.string == "empty range" {
      return [Diagnostic(Self.code, "nothing", at: TextRange(document.text.length, document.text.length))]
    }
    return words(in: document.text).filter { document.text.string(in: $0) == "bad" }.map { range in
      Diagnostic(
        Self.code, "bad word", at: range,
        related: [RelatedInformation(range: TextRange(0, 1), message: "here it begins")], tags: [.unnecessary])
    }
  }

  func documentation(of code: DiagnosticCode) -> String? { "https://example.org/\(code.code)" }

  func completions(in document: TextDocument, at offset: Int, options: CompletionOptions) -> CompletionResult {
    let items = words(in: document.text).filter { $0.touches(offset) }.map { range in
      // What belongs below the word is on a line of its own.
      let snippet = document.text.string(in: range) == "block" ? "block:\n  $1" : "snippet $1"
      return Analysis.CompletionItem(
        label: document.text.string(in: range), kind: .field, detail: "a word", documentation: "**bold** `code`",
        isSnippet: options.snippets, edit: TextEdit(range, options.snippets ? snippet : "plain"), sortText: "1",
        filterText: "word", isDeprecated: true)
    }
    return CompletionResult(items: items, isIncomplete: false)
  }

  func hover(in document: TextDocument, at offset: Int) -> HoverResult? {
    words(in: document.text).first { $0.touches(offset) }.map { range in
      HoverResult(range: range, markdown: "# The word\n**\(document.text.string(in: range))** [page](https://a.b)")
    }
  }

  func documents(inFolders folders: [String]) -> [TextDocument] {
    onDisk.filter { document in folders.contains { document.uri.path?.hasPrefix($0) ?? false } }
  }

  func text(ofFile path: String) -> SourceText? { nil }
  func openDocumentsChanged(to documents: [TextDocument]) {}
  func filesChanged() {}

  private func words(in text: SourceText) -> [TextRange] {
    var words: [TextRange] = []
    var start = 0
    for offset in 0...text.length {
      let byte = text.byte(at: offset) ?? 0x20
      guard byte == 0x20 || byte == 0x0A else { continue }
      if offset > start { words.append(TextRange(start, offset)) }
      start = offset + 1
    }
    return words
  }
}

/// The messages of one session and what came of them.
struct Conversation {
  var analysis = WordAnalysis()
  var incoming: [Incoming] = []

  /// Begins with `initialize` under the id 0 and `initialized`, or with nothing where `capabilities` is nil.
  init(capabilities: JSONValue? = [:]) {
    guard let capabilities else { return }
    request(0, "initialize", ["processId": nil, "rootUri": "file:///w", "capabilities": capabilities])
    notify("initialized", [:])
  }

  mutating func request(_ id: Int, _ method: String, _ params: JSONValue = .null) {
    incoming.append(.message(.request(id: .integer(id), method: method, params: params)))
  }

  mutating func notify(_ method: String, _ params: JSONValue = .null) {
    incoming.append(.message(.notification(method: method, params: params)))
  }

  mutating func open(_ text: String, uri: String = "file:///w/a.yaml", version: Int = 1) {
    notify(
      "textDocument/didOpen",
      [
        "textDocument": [
          "uri": .string(uri), "languageId": "yaml", "version": .integer(version), "text": .string(text),
        ]
      ])
  }

  mutating func change(_ changes: [JSONValue], uri: String = "file:///w/a.yaml", version: Int = 2) {
    notify(
      "textDocument/didChange",
      [
        "textDocument": ["uri": .string(uri), "version": .integer(version)], "contentChanges": .array(changes),
      ])
  }

  /// Runs the session, with the end of the input after the last message, and gives what was sent and the status.
  func run() -> Outcome {
    let mailbox = Mailbox()
    for item in incoming { mailbox.put(item) }
    mailbox.put(.closed)
    let sink = RecordingSink()
    var loop = MainLoop(session: Session(sink: sink, analysis: analysis, version: "1.2.3"), mailbox: mailbox)
    let status = loop.run()
    return Outcome(status: status, sent: sink.sent)
  }
}

struct Outcome {
  let status: Int32
  let sent: [Message]

  /// The result under `id`.
  func result(_ id: Int) -> JSONValue? {
    for case .response(.integer(id), let result, nil) in sent { return result }
    return nil
  }

  /// The code of the error under `id`.
  func error(_ id: Int) -> ResponseError.Code? {
    for case .response(.integer(id), _, let error?) in sent { return error.code }
    return nil
  }

  /// The parameters of all notifications or requests called `method`.
  func params(_ method: String) -> [JSONValue] {
    sent.compactMap { message in
      switch message {
      case .notification(method, let params), .request(_, method, let params): params
      default: nil
      }
    }
  }

  var published: [JSONValue] { params("textDocument/publishDiagnostics") }
}

/// A range of the protocol on one line.
func range(_ start: Int, _ end: Int, line: Int = 0) -> JSONValue {
  [
    "start": ["line": .integer(line), "character": .integer(start)],
    "end": ["line": .integer(line), "character": .integer(end)],
  ]
}

/// The parameters of a request at a position.
func at(_ character: Int, line: Int = 0, uri: String = "file:///w/a.yaml") -> JSONValue {
  [
    "textDocument": ["uri": .string(uri)],
    "position": ["line": .integer(line), "character": .integer(character)],
  ]
}
