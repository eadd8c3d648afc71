// Inputs made to exhaust a reader: each ends quickly, with a tree and a diagnostic.

import DocumentModel
import SourceText
import Testing

@testable import YAMLSyntax

@Suite struct LimitTests {
  private func codes(_ bytes: [UInt8]) -> Set<String> {
    Set(YAMLReader.read(SourceDecoder.decode(bytes).text).diagnostics.map(\.code.code))
  }

  private func codes(_ text: String) -> Set<String> { codes(Array(text.utf8)) }

  @Test(arguments: ["[", "{a: ", "[{b: "]) func deepBracketsAreCutOff(_ part: String) {
    #expect(codes("a: " + String(repeating: part, count: 200_000)).contains("YML021"))
    #expect(codes("a: " + String(repeating: part, count: 200_000) + "\nb: 1\n").contains("YML021"))
  }

  @Test func deepBracketsInBalanceAreOneFault() {
    let text = "a: " + String(repeating: "[", count: 20_000) + String(repeating: "]", count: 20_000) + "\nb: 1\n"
    let result = YAMLReader.read(SourceText(text))
    #expect(result.diagnostics.map(\.code.code) == ["YML021"])
    let root = result.tree.documents.first?.root
    #expect(root.flatMap { result.tree.value(of: $0, named: "b") } != nil)
  }

  @Test func deepBlocksAreCutOff() {
    let mapping = (0..<2_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(codes(mapping) == ["YML021"])
    #expect(codes(String(repeating: "- ", count: 20_000) + "x\n") == ["YML021"])
  }

  @Test func depthOfFiveHundredIsRead() {
    let text = String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
    #expect(codes(text) == [])
  }

  @Test func aliasesAreSharedAndBounded() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let item = "*a\(level - 1)"
      text += "a\(level): &a\(level) [\(Array(repeating: item, count: 9).joined(separator: ", "))]\n"
    }
    let result = YAMLReader.read(SourceText(text))
    #expect(result.diagnostics.map(\.code.code) == ["YML012"])
    #expect(result.tree.nodes.count < 300)
  }

  @Test func manyFaultsEndWithAWord() {
    let text = "a: 1\n" + (0..<2_000).map { "k\($0) v\n" }.joined()
    let result = YAMLReader.read(SourceText(text))
    #expect(result.diagnostics.last?.code.code == "YML028")
    #expect(result.diagnostics.count <= ReaderLimits.syntaxDiagnostics + 1)
  }

  @Test(.timeLimit(.minutes(1))) func manyReplacementsCostOnePass() {
    let bytes = Array("a: ".utf8) + [UInt8](repeating: 0xFF, count: 1_000_000)
    #expect(codes(bytes) == ["YML016"])
    #expect(codes("a:\n" + String(repeating: "\t- b\n", count: 100_000)) == ["YML006"])
  }

  @Test func otherEncodingsAreRead() {
    let utf16 = Array("a: é\n".utf16)
    var little: [UInt8] = [0xFF, 0xFE]
    var big: [UInt8] = [0xFE, 0xFF]
    for unit in utf16 {
      let (low, high) = (UInt8(unit & 0xFF), UInt8(unit >> 8))
      little += [low, high]
      big += [high, low]
    }
    for bytes in [little, big] {
      let decoded = SourceDecoder.decode(bytes)
      #expect(decoded.text.string == "a: é\n")
      #expect(decoded.diagnostics.map(\.code.code) == ["YML018"])
    }
  }

  @Test func bytesThatAreNotUTF8AreShown() {
    let bytes: [UInt8] = Array("a: caf".utf8) + [0xE9] + Array("\nb: 1\n".utf8)
    let result = YAMLReader.read(SourceText(bytes: bytes))
    #expect(result.diagnostics.map(\.code.code) == ["YML016"])
    #expect(result.diagnostics.first?.range == TextRange(6, 7))
    #expect(result.diagnostics.first?.fixes.first?.edits.first?.newText == "é")
  }

  @Test func everyPrefixOfATextHasATree() {
    let text = "a: &x {b: [1, \"two\"], c: 'three'}\nd:\n  - *x\n  - |\n    text\n  - >-\n    more\n? k\n: v\n"
    let bytes = Array(text.utf8)
    for length in 0...bytes.count {
      let result = YAMLReader.read(SourceText(bytes: Array(bytes[..<length])))
      #expect(result.tree.documents.count >= 1)
      #expect(result.diagnostics.count <= 2, "prefix of \(length) bytes: \(result.diagnostics.map(\.message))")
    }
  }
}
