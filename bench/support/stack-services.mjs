import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..', '..');

/**
 * Real services with nothing else on them: those of the stack which SLUICE_TEST_STACK names, or some of its own for
 * this bench. @param {string} id of a stack of its own @param {readonly string[]} names
 */
export async function stackServices(id, names) {
  const named = process.env.SLUICE_TEST_STACK;
  const own = `bench-${id}-${process.pid}`;
  if (named === undefined) await stack('up', own, '--only', names.join(','));
  const file = named ?? path.join(ROOT, '.stack', 'run', own, 'state.json');
  const { endpoints } = JSON.parse(await readFile(file, 'utf8'));
  const close = async () => {
    if (named === undefined) await stack('down', own);
  };
  return { endpoints, close };
}

function stack(verb, id, ...more) {
  return new Promise((resolve, reject) => {
    const args = [path.join(ROOT, 'stack', 'stack.mjs'), verb, '--id', id, '--owner', String(process.pid), ...more];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('exit', resolve);
  });
}
