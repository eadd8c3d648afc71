// Finds the configuration of a folder, from the folder upward, and reads each file once.

import Analysis
import Synchronization
import YAMLSyntax

/// The configurations of all folders. A store may be used from any thread.
public final class ConfigurationStore: Sendable {
  private let analyzer: Analyzer
  private let given: String?
  private let remembersFolders: Bool
  private let state = Mutex(State())

  private struct State {
    /// By folder, where folders are remembered.
    var folders: [Path.Key: Configuration] = [:]
    /// By path of the file, with the version that was read.
    var files: [Path.Key: (stamp: FileStamp, configuration: Configuration)] = [:]
  }

  /// Makes a store.
  ///
  /// - Parameters:
  ///   - given: the absolute path of a file that is in force everywhere, in place of those found.
  ///   - remembersFolders: whether a folder is looked at once, as a run does, or each time, as an editor needs it.
  public init(analyzer: Analyzer, given: String? = nil, remembersFolders: Bool) {
    self.analyzer = analyzer
    self.given = given
    self.remembersFolders = remembersFolders
  }

  /// The configuration for what stands in the absolute `folder`.
  public func configuration(forFolder folder: String) -> Configuration {
    state.withLock { state in
      if remembersFolders, let known = state.folders[Path.key(folder)] { return known }
      let (root, found) = ConfigurationStore.find(from: folder)
      let configuration =
        if let path = given ?? found { read(path, root: root, files: &state.files) } else { Configuration(root: root) }
      if remembersFolders { state.folders[Path.key(folder)] = configuration }
      return configuration
    }
  }

  /// The root of the workspace of `folder` and the configuration file in it, if there is one.
  private static func find(from folder: String) -> (root: String, path: String?) {
    var current: String? = folder
    while let candidate = current {
      let path = Path.join(candidate, Configuration.fileName)
      if FileSystem.exists(path) { return (candidate, path) }
      if FileSystem.exists(Path.join(candidate, ".git")) { return (candidate, nil) }
      current = Path.parent(of: candidate)
    }
    return (folder, nil)
  }

  private func read(
    _ path: String, root: String, files: inout [Path.Key: (stamp: FileStamp, configuration: Configuration)]
  ) -> Configuration {
    do throws(FileError) {
      let stamp = try FileSystem.status(of: path).stamp
      if let known = files[Path.key(path)], known.stamp == stamp, known.configuration.root == root {
        return known.configuration
      }
      let content = try FileReader.read(path)
      if let size = content.oversize { throw FileError.tooLarge(size) }
      let decoded = SourceDecoder.decode(content.bytes)
      // Whatever a given file is called, it is read as one with the name that configurations have.
      let name = Path.hasSuffix(path, ".json") ? ".casecheck.json" : Configuration.fileName
      let file = SourceFile(path: name, text: decoded.text)
      let analysis = analyzer.analyze(file, settings: AnalysisSettings(collectsMatches: false))
      let configuration = Configuration(
        root: root, path: path, analysis: analysis,
        diagnostics: decoded.diagnostics + analysis.diagnostics + ConfigurationFindings.find(in: analysis, book: nil))
      files[Path.key(path)] = (content.stamp, configuration)
      return configuration
    } catch {
      return Configuration(root: root, path: path, failure: error.message)
    }
  }
}
