import { spawn } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { readFile, readlink } from 'node:fs/promises';
import { createSystemClock } from '../../src/runtime/observe/index.ts';

const clock = createSystemClock();

/** A process as it was started, so that it can be started once more. */
export interface ProcessStart {
  /** Kills it -9 and waits until it is gone. */
  kill(): Promise<void>;
  /** Starts the same program again, at the same place, on the same data. Disposal kills it. */
  start(): AsyncDisposable;
}

/** Reads from /proc how a process was started; an argument that begins with `once` is not given to it again. */
export async function processStart(pid: number, once?: string): Promise<ProcessStart> {
  const [file = '', ...given] = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').slice(0, -1);
  const args = given.filter((argument) => once === undefined || !argument.startsWith(once));
  const variables = (await readFile(`/proc/${pid}/environ`, 'utf8')).split('\0').filter(Boolean);
  const env = Object.fromEntries(
    variables.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  const cwd = await readlink(`/proc/${pid}/cwd`);
  return {
    kill: () => kill(pid),
    start() {
      const quiet = openSync('/dev/null', 'w');
      const child = spawn(file, args, { cwd, env, stdio: ['ignore', quiet, quiet] });
      return {
        async [Symbol.asyncDispose]() {
          if (child.pid !== undefined) await kill(child.pid);
        },
      };
    },
  };
}

async function kill(pid: number): Promise<void> {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
  while (await isAlive(pid)) await clock.sleep(20);
}

/** A zombie that nobody has waited for yet holds no port and no file any more. */
async function isAlive(pid: number): Promise<boolean> {
  if (!existsSync(`/proc/${pid}`)) return false;
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return /^State:\t[^ZX]/m.test(status);
}
