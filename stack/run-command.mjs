import { spawn } from 'node:child_process';

const running = new Set();

/** Ends the commands that still run, but for those that must not be broken off half-way. */
export function endCommands() {
  for (const child of running) child.kill();
}

/**
 * Runs a command to its end and returns what it printed; throws with the end of its output when it fails.
 * `toTheEnd`: neither a Ctrl-C of the terminal nor `endCommands` reaches it (dpkg would be left to repair).
 */
export function run(command, args, { toTheEnd = false, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: toTheEnd, ...options });
    if (!toTheEnd) running.add(child);
    child.once('close', () => running.delete(child));
    let output = '';
    const keep = (chunk) => (output += chunk);
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${command} ended with ${signal ?? `exit code ${code}`}:\n${output.slice(-3_000)}`));
    });
  });
}
