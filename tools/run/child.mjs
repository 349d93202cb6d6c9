import { spawn } from 'node:child_process';
import { root } from './project.mjs';

let current;
let interrupted;

/** The signal that asked this process to end, if one did. */
export const interruption = () => interrupted;

/**
 * From now on SIGINT and SIGTERM end the running child instead of this process, which then can tidy up. A terminal
 * sends Ctrl-C to the child as well; one that got it already is not harmed by a second request to end.
 */
export function outliveChildren() {
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      interrupted ??= signal;
      current?.kill('SIGTERM');
    });
  }
}

/** Runs a program in the repository with this one's input and output; the exit code, 1 when a signal ended it. */
export function child(command, args, { env = {}, ...options } = {}) {
  return new Promise((resolve) => {
    current = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env }, ...options });
    current.once('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(1);
    });
    current.once('exit', (code) => resolve(code ?? 1));
  }).finally(() => (current = undefined));
}

/** Runs one of our scripts, or any JavaScript file, on this very Node. */
export const script = (file, args = [], options = {}) => child(process.execPath, [file, ...args], options);
