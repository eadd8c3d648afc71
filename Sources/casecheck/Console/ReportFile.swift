// Writes a report to a file so that no reader ever sees half of it.

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

enum ReportFile {
  /// Writes `bytes` to the file at `path`, which is replaced: a temporary file beside it takes its place once it is
  /// whole. Links are followed and permissions kept. What is no regular file, such as a pipe or `/dev/null`, is written
  /// to as it stands. Parent folders are not made.
  ///
  /// - Returns: false where that failed, after saying so.
  static func write(_ bytes: [UInt8], to path: String) -> Bool {
    let failure = path.isEmpty || path.utf8.contains(0) ? ENOENT : attempt(bytes, path)
    guard failure != 0 else { return true }
    Console.writeError(
      "casecheck: \(path): The report cannot be written: \(String(cString: strerror(failure))).\n")
    return false
  }

  private static func attempt(_ bytes: [UInt8], _ path: String) -> Int32 {
    var status = stat()
    guard stat(path, &status) == 0 else {
      // A link that leads nowhere would be replaced by a rename; writing through it makes the file it names.
      var link = stat()
      return lstat(path, &link) == 0 ? overwrite(bytes, path) : replace(bytes, path, permissions: nil)
    }
    guard status.st_mode & S_IFMT == S_IFREG, let resolved = realpath(path, nil) else { return overwrite(bytes, path) }
    defer { free(resolved) }
    // A file that may not be written to is not replaced either, though its folder would allow it.
    guard access(resolved, W_OK) == 0 else { return errno }
    return replace(bytes, String(cString: resolved), permissions: status.st_mode & 0o7777)
  }

  private static func overwrite(_ bytes: [UInt8], _ path: String) -> Int32 {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    return descriptor < 0 ? errno : finish(descriptor, Console.write(bytes, to: descriptor))
  }

  private static func replace(_ bytes: [UInt8], _ path: String, permissions: mode_t?) -> Int32 {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    for number in 0..<100 {
      let temporary = "\(folder).casecheck-\(getpid())-\(number).tmp"
      let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor < 0, errno == EEXIST { continue }
      // A folder that takes no new file may still hold one that can be written.
      if descriptor < 0 { return permissions != nil && errno == EACCES ? overwrite(bytes, path) : errno }
      var failure = permissions.map { fchmod(descriptor, $0) == 0 ? 0 : errno } ?? 0
      if failure == 0 { failure = Console.write(bytes, to: descriptor) }
      failure = finish(descriptor, failure)
      if failure == 0, rename(temporary, path) != 0 { failure = errno }
      if failure != 0 { unlink(temporary) }
      return failure
    }
    return EEXIST
  }

  /// Closes `descriptor` and returns `failure`, or what closing it failed with.
  private static func finish(_ descriptor: Int32, _ failure: Int32) -> Int32 {
    close(descriptor) == 0 || failure != 0 ? failure : errno
  }
}
