import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { child } from './child.mjs';
import { root } from './project.mjs';

/** Major versions the unit and golden tests also run on, beside the one that runs everything. */
export const otherVersions = [22, 24];

/**
 * Path of a Node of that major version, from npm's own `node` packages (one for each platform carries the binary),
 * kept in `.stack/node`; undefined where it cannot be had.
 */
export async function nodeBinary(major) {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const folder = join(root, '.stack/node', String(major));
  const binary = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(binary)) return binary;
  console.error(`fetching Node ${major}`);
  const quiet = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error'];
  const code = await child('npm', ['install', '--prefix', folder, ...quiet, `${name}@${major}`]);
  if (code === 0 && existsSync(binary)) return binary;
  rmSync(folder, { recursive: true, force: true });
  return undefined;
}
