// Reads whole files, and nothing but regular files, within the limit that holds for every text.

import DocumentModel

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The reader of files.
public enum FileReader {
  /// What reading a file gives.
  public struct Content: Sendable {
    /// The bytes as they stand in the file; of a file that is too large, the first few only.
    public let bytes: [UInt8]
    /// The version that was read.
    public let stamp: FileStamp
    /// The size in bytes of a file above ``DocumentModel/ReaderLimits/bytes``, of which nothing is to be checked.
    public let oversize: Int64?
  }

  /// How much is read of a file that is too large: enough to show its first line.
  private static let head = 256

  /// Reads the file at `path`, symbolic links followed.
  public static func read(_ path: String) throws(FileError) -> Content {
    // A named pipe without a writer would hold up the open, hence O_NONBLOCK.
    guard !path.utf8.contains(0) else { throw FileError(errno: ENOENT) }
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw errorOpening(path, errno) }
    defer { close(descriptor) }
    var raw = stat()
    guard fstat(descriptor, &raw) == 0 else { throw FileError(errno: errno) }
    let status = FileStatus(raw)
    if let refusal = status.kind.refusal { throw FileError(refusal) }
    if status.stamp.size > ReaderLimits.bytes {
      let bytes = try readAll(descriptor, expecting: head, limit: head)
      return Content(bytes: bytes, stamp: status.stamp, oversize: status.stamp.size)
    }
    let bytes = try readAll(descriptor, expecting: Int(status.stamp.size) + 1, limit: ReaderLimits.bytes + 1)
    guard bytes.count <= ReaderLimits.bytes else {
      return Content(bytes: Array(bytes.prefix(head)), stamp: status.stamp, oversize: Int64(bytes.count))
    }
    return Content(bytes: bytes, stamp: status.stamp, oversize: nil)
  }

  /// Reads standard input to its end, of whatever kind it is.
  public static func readStandardInput() throws(FileError) -> Content {
    let stamp = FileStamp(identity: FileIdentity(device: 0, inode: 0), size: 0, seconds: 0, nanoseconds: 0)
    let bytes = try readAll(STDIN_FILENO, expecting: 1 << 16, limit: ReaderLimits.bytes + 1)
    guard bytes.count <= ReaderLimits.bytes else {
      return Content(bytes: Array(bytes.prefix(head)), stamp: stamp, oversize: Int64(bytes.count))
    }
    return Content(bytes: bytes, stamp: stamp, oversize: nil)
  }

  /// A socket and some devices refuse to be opened at all; what they are is the better answer.
  private static func errorOpening(_ path: String, _ number: Int32) -> FileError {
    if number == ENXIO || number == ENODEV || number == EOPNOTSUPP, let status = try? FileSystem.status(of: path),
      let refusal = status.kind.refusal
    {
      return FileError(refusal)
    }
    return FileError(errno: number)
  }

  /// Reads to the end of the file or to `limit` bytes, whichever comes first.
  private static func readAll(_ descriptor: Int32, expecting: Int, limit: Int) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var room = min(max(expecting, 1), limit)
    while bytes.count < limit {
      let wanted = min(room, limit - bytes.count)
      var failure: Int32 = 0
      var count = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
        repeat { count = Self.read(descriptor, buffer) } while count < 0 && errno == EINTR
        failure = count < 0 ? errno : 0
        filled = max(count, 0)
      }
      guard failure == 0 else { throw FileError(errno: failure) }
      if count == 0 { break }
      if bytes.isEmpty { bytes = chunk } else { bytes.append(contentsOf: chunk) }
      room = max(1 << 16, min(bytes.count, 1 << 22))
    }
    return bytes
  }

  private static func read(_ descriptor: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
    #if canImport(Darwin)
      Darwin.read(descriptor, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
      Musl.read(descriptor, buffer.baseAddress, buffer.count)
    #else
      Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    #endif
  }
}
