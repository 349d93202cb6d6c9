'use strict';

const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');
const { serverCommand } = require('./server-command.js');

/** The files that the server has something to say of. */
const DOCUMENTS = [
  { scheme: 'file', language: 'yaml', pattern: '**/sluice.yaml' },
  { scheme: 'file', language: 'yaml', pattern: '**/{pipelines,datasources,tests}/**/*.{yaml,yml}' },
  { scheme: 'file', language: 'typescript', pattern: '**/pipelines/**/*.ts' },
];

/** @type {LanguageClient | undefined} */
let client;

/** @param {vscode.ExtensionContext} context */
async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand('sluice.restart', restart),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('sluice')) return restart();
      return undefined;
    }),
  );
  await start();
}

async function deactivate() {
  const ending = client;
  client = undefined;
  await ending?.stop();
}

async function restart() {
  await deactivate();
  await start();
}

async function start() {
  const settings = vscode.workspace.getConfiguration('sluice');
  const folders = (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => uri.fsPath);
  const server = serverCommand(settings.get('path', ''), folders);
  client = new LanguageClient('sluice', 'Sluice', server, {
    documentSelector: DOCUMENTS,
    initializationOptions: {
      language: settings.get('language', '') || vscode.env.language,
      environment: settings.get('environment', ''),
    },
  });
  try {
    await client.start();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await vscode.window.showErrorMessage(
      `Sluice: \`${server.command}\` cannot be started (${reason}). Install it in the project (npm install sluice), or name it in the setting sluice.path.`,
    );
  }
}

module.exports = { activate, deactivate };
