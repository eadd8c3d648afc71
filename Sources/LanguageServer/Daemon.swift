// `casecheck lsp`: standard streams, threads and the loop put together.
import JSONRPC

/// The daemon.
package enum Daemon {
  /// Speaks LSP 3.17 over standard input and output until the client says `exit`, closes the input or is gone.
  ///
  /// - Parameters:
  ///   - clientProcessId: the process to watch from the start, where the command line names one.
  ///   - version: the version that `serverInfo` tells.
  /// - Returns: the exit status: 0 after `shutdown`, 1 without, 3 where the system refuses a thread or a descriptor.
  package static func run(analysis: any AnalysisService, version: String, clientProcessId: Int?) -> Int32 {
    let mailbox = Mailbox()
    guard let transport = Transport.claimStandardStreams(), transport.startReading(into: mailbox) else { return 3 }
    let watch = { (id: Int) in ClientProcessWatch.start(id) { mailbox.put(.closed) } }
    if let clientProcessId { watch(clientProcessId) }
    let session = Session(sink: transport, analysis: analysis, version: version) { id in
      if id != clientProcessId { watch(id) }
    }
    var loop = MainLoop(session: session, mailbox: mailbox)
    return loop.run()
  }
}
