'use strict';

const { existsSync } = require('node:fs');
const path = require('node:path');

/**
 * How the language server is started: by the program of the setting, by that of the first folder that has one,
 * or by the one on the PATH.
 *
 * @param {string} setting `sluice.path`; a relative path counts from the first folder
 * @param {readonly string[]} folders of the editor
 * @param {NodeJS.Platform} platform
 * @returns {{ command: string, args: string[], options: { cwd?: string, shell: boolean } }}
 */
function serverCommand(setting, folders, platform = process.platform) {
  // npm's programs on Windows are scripts of its shell
  const windows = platform === 'win32';
  const [cwd] = folders;
  const options = { ...(cwd === undefined ? {} : { cwd }), shell: windows };
  const installed = folders
    .map((folder) => path.join(folder, 'node_modules', '.bin', windows ? 'sluice.cmd' : 'sluice'))
    .find((file) => existsSync(file));
  const named = setting.includes('/') || setting.includes('\\') ? path.resolve(cwd ?? '.', setting) : setting;
  const command = named || installed || 'sluice';
  return { command: windows ? `"${command}"` : command, args: ['lsp', '--stdio'], options };
}

module.exports = { serverCommand };
