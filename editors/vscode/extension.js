// The extension: starts `casecheck lsp` and leaves the rest to vscode-languageclient. No build step.

const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

/** @type {LanguageClient | undefined} */
let client;

/** Starts the daemon that the settings name; tells the user where it cannot. */
async function start() {
  const path = vscode.workspace.getConfiguration('casecheck').get('server.path') || 'casecheck';
  client = new LanguageClient(
    'casecheck',
    'casecheck',
    { command: path, args: ['lsp'] },
    { documentSelector: ['yaml', 'json', 'jsonc'].flatMap((language) => [
      { scheme: 'file', language },
      { scheme: 'untitled', language },
    ]) },
  );
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    const choice = await vscode.window.showErrorMessage(
      `casecheck cannot be started as "${path}": ${error instanceof Error ? error.message : error}`, 'Open settings');
    if (choice) {
      await vscode.commands.executeCommand('workbench.action.openSettings', 'casecheck.server.path');
    }
  }
}

/** Ends the daemon in order. */
async function stop() {
  const running = client;
  client = undefined;
  await running?.stop();
}

async function restart() {
  await stop();
  await start();
}

exports.activate = async (context) => {
  context.subscriptions.push(
    vscode.commands.registerCommand('casecheck.restart', restart),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('casecheck.server.path')) {
        restart();
      }
    }),
  );
  await start();
};

exports.deactivate = stop;
