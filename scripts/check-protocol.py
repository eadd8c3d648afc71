#!/usr/bin/env python3
"""Holds every message of the daemon to the types of LSP 3.17, as the package `lsprotocol` has them.

    scripts/python.sh scripts/check-protocol.py BINARY

Speaks to `BINARY lsp` as a client that can do everything but would rather have diagnostics pushed, reads each message
into the type that the specification has for it, and writes it back: what the type does not know would be lost on the
way, so the two have to be equal. Prints how many messages it read; ends with 1 where one is not of its type.
"""

import json
import pathlib
import subprocess
import sys
import threading

from lsprotocol import converters, types

PATIENCE = 120  # seconds for the whole conversation
ROOT = pathlib.Path(__file__).resolve().parent.parent
CONVERTER = converters.get_converter()
CAPABILITIES = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {
        "publishDiagnostics": {
            "relatedInformation": True,
            "versionSupport": True,
            "codeDescriptionSupport": True,
            "dataSupport": True,
            "tagSupport": {"valueSet": [1, 2]},
        },
        "completion": {
            "completionItem": {
                "snippetSupport": True,
                "documentationFormat": ["markdown", "plaintext"],
                "insertReplaceSupport": True,
                "labelDetailsSupport": True,
                "deprecatedSupport": True,
                "tagSupport": {"valueSet": [1]},
            }
        },
        "hover": {"contentFormat": ["markdown", "plaintext"]},
    },
    "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True, "relativePatternSupport": True}},
    "window": {"workDoneProgress": True},
}


class Daemon:
    """The daemon and the messages it has sent."""

    def __init__(self, binary):
        self.process = subprocess.Popen([binary, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.count = 0
        # A daemon that hangs ends the check: reading from it then meets the end of its output.
        self.watch = threading.Timer(PATIENCE, self.process.kill)
        self.watch.daemon = True
        self.watch.start()

    def send(self, **message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def receive(self, expected):
        """The next message, which has to be of the type `expected`."""
        header = self.process.stdout.readline()
        blank = self.process.stdout.readline()
        if not header.startswith(b"Content-Length: ") or blank != b"\r\n":
            sys.exit(f"protocol: no frame on standard output: {header + blank!r}")
        message = json.loads(self.process.stdout.read(int(header.split(b":")[1])))
        try:
            again = CONVERTER.unstructure(CONVERTER.structure(message, expected))
        except Exception as error:
            sys.exit(f"protocol: no {expected.__name__}: {message}\n{error!r}")
        if without_nulls(again) != without_nulls(message):
            sys.exit(f"protocol: {expected.__name__} does not know all of {message}; it has {again}")
        self.count += 1
        return message

    def request(self, identifier, method, params, expected):
        self.send(id=identifier, method=method, params=params)
        return self.receive(expected)


def without_nulls(value):
    """The value without members that are null, which some types write and others leave out."""
    if isinstance(value, dict):
        return {key: without_nulls(member) for key, member in value.items() if member is not None}
    if isinstance(value, list):
        return [without_nulls(item) for item in value]
    return value


def main():
    daemon = Daemon(sys.argv[1])
    daemon.request(
        0,
        "initialize",
        {
            "processId": None,
            "rootUri": ROOT.as_uri(),
            "workspaceFolders": [{"uri": (ROOT / "samples").as_uri(), "name": "samples"}],
            "capabilities": CAPABILITIES,
        },
        types.InitializeResponse,
    )
    daemon.send(method="initialized", params={})
    registration = daemon.receive(types.RegistrationRequest)
    daemon.send(id=registration["id"], result=None)

    diagnostics = 0
    items = 0
    samples = sorted((ROOT / "samples").rglob("*.case.yaml")) + sorted((ROOT / "samples").rglob("*.supplier.yaml"))
    for sample in samples:
        uri = sample.as_uri()
        text = sample.read_text(encoding="utf-8")
        daemon.send(
            method="textDocument/didOpen",
            params={"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}},
        )
        published = daemon.receive(types.PublishDiagnosticsNotification)
        diagnostics += len(published["params"]["diagnostics"])
        # Every tenth line, near its beginning and in its middle: keys, values, blanks and comments.
        for number, line in list(enumerate(text.splitlines()))[::10]:
            for character in (2, len(line) // 2):
                place = {"textDocument": {"uri": uri}, "position": {"line": number, "character": character}}
                answer = daemon.request("c", "textDocument/completion", place, types.CompletionResponse)
                found = answer["result"] or []
                items += len(found if isinstance(found, list) else found["items"])
                daemon.request("h", "textDocument/hover", place, types.HoverResponse)
        daemon.request(
            "d", "textDocument/diagnostic", {"textDocument": {"uri": uri}}, types.DocumentDiagnosticResponse
        )
    daemon.request("w", "workspace/diagnostic", {"previousResultIds": []}, types.WorkspaceDiagnosticResponse)
    daemon.request("u", "nobody/knows", {}, types.ResponseErrorMessage)
    daemon.request("s", "shutdown", None, types.ShutdownResponse)
    daemon.send(method="exit")
    status = daemon.process.wait(timeout=30)
    daemon.watch.cancel()
    if status != 0 or daemon.process.stdout.read() != b"":
        sys.exit(f"protocol: the daemon ended with status {status}, or wrote after its last message")
    if diagnostics == 0 or items == 0:
        sys.exit(f"protocol: the samples gave {diagnostics} diagnostics and {items} completion items")
    print(f"protocol: {daemon.count} messages are of their types in LSP 3.17, "
          f"with {diagnostics} diagnostics and {items} completion items")


main()
