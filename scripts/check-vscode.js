#!/usr/bin/env node
// Runs editors/vscode/extension.js against a stand-in for VS Code and its language client, which need a registry to get.
//
//   node scripts/check-vscode.js
//
// Holds how the daemon is started, restarted and stopped, and that code and package.json speak of the same settings.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const folder = path.join(__dirname, '..', 'editors', 'vscode');
const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
JSON.parse(fs.readFileSync(path.join(folder, 'language-configuration.json'), 'utf8'));

const events = [];
const commands = new Map();
const settings = { 'server.path': '/opt/casecheck' };
let onConfiguration;
let startFails = false;

class LanguageClient {
  constructor(id, name, server, options) {
    this.server = server;
    assert.ok(options.documentSelector.some((one) => one.language === 'yaml' && one.scheme === 'file'));
  }

  async start() {
    if (startFails) throw new Error('ENOENT');
    events.push(`start ${this.server.command} ${this.server.args.join(' ')}`);
  }

  async stop() {
    events.push('stop');
  }
}

const vscode = {
  workspace: {
    getConfiguration: (section) => ({
      get: (key) => {
        assert.ok(`${section}.${key}` in manifest.contributes.configuration.properties, `no setting ${section}.${key}`);
        return settings[key];
      },
    }),
    onDidChangeConfiguration: (listener) => {
      onConfiguration = listener;
      return { dispose() {} };
    },
  },
  commands: {
    registerCommand: (name, action) => {
      commands.set(name, action);
      return { dispose() {} };
    },
    executeCommand: async (name, argument) => events.push(`${name} ${argument}`),
  },
  window: {
    showErrorMessage: async (message, choice) => {
      events.push(message);
      return choice;
    },
  },
};

const load = Module._load;
Module._load = (request, ...rest) => {
  if (request === 'vscode') return vscode;
  if (request === 'vscode-languageclient/node') return { LanguageClient };
  return load(request, ...rest);
};

async function main() {
  const extension = require(path.join(folder, manifest.main));
  const context = { subscriptions: [] };
  await extension.activate(context);
  assert.deepEqual(events.splice(0), ['start /opt/casecheck lsp']);
  assert.deepEqual([...commands.keys()], manifest.contributes.commands.map((one) => one.command));
  assert.equal(context.subscriptions.length, 2);

  await commands.get('casecheck.restart')();
  assert.deepEqual(events.splice(0), ['stop', 'start /opt/casecheck lsp']);

  onConfiguration({ affectsConfiguration: (name) => name === 'editor.fontSize' });
  assert.deepEqual(events.splice(0), []);

  startFails = true;
  await commands.get('casecheck.restart')();
  assert.deepEqual(events.splice(0), [
    'stop', 'casecheck cannot be started as "/opt/casecheck": ENOENT',
    'workbench.action.openSettings casecheck.server.path',
  ]);
  startFails = false;
  await commands.get('casecheck.restart')();
  assert.deepEqual(events.splice(0), ['start /opt/casecheck lsp']);

  await extension.deactivate();
  assert.deepEqual(events.splice(0), ['stop']);
  console.log('vscode: the extension starts, restarts and stops the daemon');
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
