// The few questions that are put to the file system, as values and sentences in place of `errno`.

import DocumentModel

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Why a file or folder could not be read.
public struct FileError: Error, Hashable, Sendable {
  /// The reason as a sentence that stands behind the path.
  public let message: String
  /// Whether there is nothing at the path.
  public let isMissing: Bool

  /// Makes an error with a sentence.
  public init(_ message: String, isMissing: Bool = false) {
    self.message = message
    self.isMissing = isMissing
  }

  /// The error of a file of `size` bytes, more than are read.
  static func tooLarge(_ size: Int64) -> FileError {
    FileError("The file has \(size) bytes; files above \(ReaderLimits.bytes >> 20) MiB are not read.")
  }

  /// The error that `number`, a value of `errno`, stands for.
  init(errno number: Int32) {
    switch number {
    case ENOENT, ENOTDIR: self.init("There is no such file or folder.", isMissing: true)
    case EACCES, EPERM: self.init("Permission to read it is denied.")
    case ELOOP: self.init("It is a symbolic link that leads back to itself.")
    case ENAMETOOLONG: self.init("The path is too long.")
    case EMFILE, ENFILE: self.init("Too many files are open.")
    case EISDIR: self.init("It is a folder, not a file.")
    default: self.init("\(String(cString: strerror(number))).")
    }
  }
}

/// Which file it is, under whatever path.
public struct FileIdentity: Hashable, Sendable {
  let device: UInt64
  let inode: UInt64
}

/// The version of a file's content, as far as the file system tells: a changed file has another stamp.
public struct FileStamp: Hashable, Sendable {
  let identity: FileIdentity
  let size: Int64
  let seconds: Int64
  let nanoseconds: Int64
}

/// What the file system says of a path.
public struct FileStatus: Sendable {
  /// What stands at the path.
  public enum Kind: Sendable {
    case regular
    case folder
    case link
    case pipe
    case socket
    case device

    /// Why nothing is read from it, as a sentence; `nil` for a regular file.
    var refusal: String? {
      switch self {
      case .regular: nil
      case .folder: "It is a folder, not a file."
      case .link: "It is a symbolic link that leads nowhere."
      case .pipe: "It is a named pipe; only regular files are read."
      case .socket: "It is a socket; only regular files are read."
      case .device: "It is a device; only regular files are read."
      }
    }
  }

  /// What it is.
  public let kind: Kind
  /// The version of its content.
  public let stamp: FileStamp

  init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .regular
    case S_IFDIR: kind = .folder
    case S_IFLNK: kind = .link
    case S_IFIFO: kind = .pipe
    case S_IFSOCK: kind = .socket
    default: kind = .device
    }
    #if canImport(Darwin)
      let modified = status.st_mtimespec
    #else
      let modified = status.st_mtim
    #endif
    stamp = FileStamp(
      identity: FileIdentity(
        device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(truncatingIfNeeded: status.st_ino)),
      size: Int64(status.st_size), seconds: Int64(modified.tv_sec), nanoseconds: Int64(modified.tv_nsec))
  }
}

/// One name in a folder.
struct FolderEntry {
  let name: String
  /// What it is; `nil` where the folder does not tell.
  let kind: FileStatus.Kind?
}

/// Questions to the file system.
public enum FileSystem {
  /// The current folder as an absolute path.
  public static func currentFolder() -> String {
    guard let buffer = getcwd(nil, 0) else { return "/" }
    defer { free(buffer) }
    return String(cString: buffer)
  }

  /// What stands at `path`, symbolic links followed.
  public static func status(of path: String) throws(FileError) -> FileStatus {
    var status = stat()
    guard isPlain(path), stat(path, &status) == 0 else { throw FileError(errno: isPlain(path) ? errno : ENOENT) }
    return FileStatus(status)
  }

  /// What stands at `path` itself, a symbolic link not followed.
  static func linkStatus(of path: String) throws(FileError) -> FileStatus {
    var status = stat()
    guard isPlain(path), lstat(path, &status) == 0 else { throw FileError(errno: isPlain(path) ? errno : ENOENT) }
    return FileStatus(status)
  }

  /// Whether anything stands at `path`, symbolic links followed.
  static func exists(_ path: String) -> Bool {
    (try? status(of: path)) != nil
  }

  /// The absolute path of `path` with all symbolic links followed, or `nil` where it leads nowhere.
  static func real(_ path: String) -> String? {
    guard isPlain(path), let buffer = realpath(path, nil) else { return nil }
    defer { free(buffer) }
    return String(cString: buffer)
  }

  /// The names in `folder` without `.` and `..`, in the order of their bytes.
  static func entries(of folder: String) throws(FileError) -> [FolderEntry] {
    guard isPlain(folder), let stream = opendir(folder) else {
      throw FileError(errno: isPlain(folder) ? errno : ENOENT)
    }
    defer { closedir(stream) }
    var entries: [FolderEntry] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
          String(cString: $0)
        }
      }
      if name != ".", name != ".." {
        entries.append(FolderEntry(name: name, kind: kind(ofEntry: Int32(entry.pointee.d_type))))
      }
      errno = 0
    }
    if errno != 0 { throw FileError(errno: errno) }
    return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private static func kind(ofEntry type: Int32) -> FileStatus.Kind? {
    switch type {
    case Int32(DT_REG): .regular
    case Int32(DT_DIR): .folder
    case Int32(DT_LNK): .link
    case Int32(DT_FIFO): .pipe
    case Int32(DT_SOCK): .socket
    case Int32(DT_CHR), Int32(DT_BLK): .device
    default: nil
    }
  }

  /// Whether `path` can be handed to the system as it is: a zero byte would cut it short.
  private static func isPlain(_ path: String) -> Bool { !path.utf8.contains(0) }
}
