// URIs of documents (LSP 3.17 "URI", RFC 3986, RFC 8089), to and from paths; nothing here touches the disk.
import JSONRPC

/// The URI of a document. Two URIs are equal where they name the same document, however they are percent-encoded:
/// VS Code writes `file:///a%3Ab` for what others write as `file:///a:b`.
package struct DocumentURI: Sendable {
  /// The URI as the client wrote it; it gets back its own spelling.
  package let string: String
  /// The absolute path where this is a `file` URI of this machine, decoded. An `untitled:` document has none.
  package let path: String?

  /// Takes a URI of any scheme.
  package init(_ string: String) {
    self.string = string
    path = Self.path(of: string)
  }

  /// Makes the `file` URI of an absolute path. All but unreserved characters and `/` are percent-encoded.
  package init(path: String) {
    var uri = "file://"
    for byte in path.utf8 {
      if Self.isUnreserved(byte) || byte == UInt8(ascii: "/") {
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        uri += byte < 0x10 ? "%0\(digits)" : "%\(digits)"
      }
    }
    string = uri
    self.path = path
  }

  /// What identity goes by: the path of a file, else the URI as written.
  private var key: String { path ?? string }

  /// RFC 3986 §2.3.
  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }

  private static func path(of uri: String) -> String? {
    guard uri.prefix(5).lowercased() == "file:" else { return nil }
    var rest = uri.dropFirst(5)
    if rest.hasPrefix("//") {
      // RFC 8089 §2: an authority other than the own host means a file elsewhere.
      rest = rest.dropFirst(2)
      guard let slash = rest.firstIndex(of: "/") else { return nil }
      let host = rest[..<slash].lowercased()
      guard host.isEmpty || host == "localhost" else { return nil }
      rest = rest[slash...]
    }
    guard rest.hasPrefix("/") else { return nil }
    if let end = rest.firstIndex(where: { $0 == "?" || $0 == "#" }) { rest = rest[..<end] }
    return decoded(rest)
  }

  /// `text` without percent-encoding; nil where what comes out is no path: not UTF-8 or with a NUL.
  private static func decoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2).compactMap { hexDigit($0) }
      if byte == UInt8(ascii: "%"), digits.count == 2 {
        bytes.append(digits[0] << 4 | digits[1])
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    guard !bytes.contains(0) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

extension DocumentURI: Hashable {
  package static func == (left: DocumentURI, right: DocumentURI) -> Bool {
    (left.path == nil) == (right.path == nil) && left.key == right.key
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(key)
  }
}

extension DocumentURI: JSONDecodable, JSONEncodable {
  package init(from reader: JSONReader) throws(InvalidParams) {
    self.init(try reader.string())
  }

  package var json: JSONValue { .string(string) }
}
