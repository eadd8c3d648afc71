// Where the program starts: arguments to a command, the command to an exit status.

import Workspace

CrashGuard.install()
Console.ignoreBrokenPipes()
Workers.raiseStackLimit()
let status = Workers.onDeepStack { CommandLineInterface.run(CommandLine.arguments.dropFirst()) }
Console.exit(status)
