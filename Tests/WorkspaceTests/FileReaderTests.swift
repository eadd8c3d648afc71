// What is read, what is refused, and what is said of it.

import DocumentModel
import Foundation
import Testing

@testable import Workspace

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

@Suite struct FileReaderTests {
  private func refusal(_ path: String) -> FileError? {
    do throws(FileError) {
      _ = try FileReader.read(path)
      return nil
    } catch {
      return error
    }
  }

  @Test func readsWhole() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
    try folder.write(bytes, to: "a")
    try folder.write([], to: "empty")
    let content = try FileReader.read(folder["a"])
    #expect(content.bytes == bytes)
    #expect(content.oversize == nil)
    #expect(try FileReader.read(folder["empty"]).bytes == [])
  }

  @Test func refusesWhatIsNoRegularFile() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    #expect(mkfifo(folder["pipe"], 0o600) == 0)
    try folder.link("loop", to: "loop")
    #expect(refusal(folder.path)?.message == "It is a folder, not a file.")
    #expect(refusal(folder["pipe"])?.message == "It is a named pipe; only regular files are read.")
    #expect(refusal("/dev/null")?.message == "It is a device; only regular files are read.")
    #expect(refusal(folder["loop"])?.message == "It is a symbolic link that leads back to itself.")
    #expect(refusal(folder["none"])?.isMissing == true)
    #expect(refusal(folder["none\0"])?.isMissing == true)
    #expect(refusal("")?.isMissing == true)
  }

  @Test func takesOnlyTheHeadOfWhatIsTooLarge() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.write("kind: business_case\n", to: "big.yaml")
    let size = Int64(ReaderLimits.bytes) + 1
    #expect(truncate(folder["big.yaml"], off_t(size)) == 0)
    let content = try FileReader.read(folder["big.yaml"])
    #expect(content.oversize == size)
    #expect(content.bytes.count < 1_000)
    #expect(content.bytes.starts(with: "kind".utf8))
  }

  @Test func aChangedFileHasAnotherStamp() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.write("a", to: "a")
    let first = try FileReader.read(folder["a"]).stamp
    #expect(try FileSystem.status(of: folder["a"]).stamp == first)
    try folder.write("ab", to: "a")
    #expect(try FileReader.read(folder["a"]).stamp != first)
  }

  @Test func listsInOrderOfBytes() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    for name in ["b", "a", "B", "é", "a.b"] { try folder.write("", to: name) }
    #expect(try FileSystem.entries(of: folder.path).map(\.name) == ["B", "a", "a.b", "b", "é"])
  }
}
