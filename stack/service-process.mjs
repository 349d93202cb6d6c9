import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PortTakenError } from './ports.mjs';
import { identify, stopProcess } from './process-identity.mjs';

const portTaken = /address already in use|could not start rest endpoint on any port|BindException/i;

/**
 * Starts one process of a service in its own process group (a Ctrl-C of the terminal must not reach it), with its
 * output in `<folder>/<name>.log`, and has the run remember it before anything else can go wrong.
 * `run` is the stack that is being brought up: `{ folder, remember(identity), signal }`; once aborted it starts nothing.
 */
export function launch(run, { name, command, args, env = {}, errorLog }) {
  run.signal.throwIfAborted();
  const logFile = join(run.folder, `${name}.log`);
  const log = openSync(logFile, 'a');
  const child = spawn(command, args, {
    cwd: run.folder,
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, ...env },
  });
  closeSync(log);
  let ended;
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signal) => (ended ??= `ended with ${signal ?? `exit code ${code}`}`));
  child.unref();
  const identity = { name, ...identify(child.pid) };
  if (child.pid !== undefined) run.remember(identity);

  /** Waits until `probe` answers something; a probe that throws has only not answered yet. */
  async function ready(probe, timeoutMs = 90_000) {
    const giveUpAt = Date.now() + timeoutMs;
    for (;;) {
      const answer = await Promise.resolve()
        .then(probe)
        .catch(() => undefined);
      if (answer) return answer;
      if (ended !== undefined || Date.now() > giveUpAt) {
        throw await failure(ended ?? `was not ready after ${timeoutMs / 1000} s`);
      }
      await sleep(25);
    }
  }

  async function failure(what) {
    await stopProcess(identity, 2_000);
    const tail = [logFile, errorLog].map(tailOf).join('');
    const Failure = portTaken.test(tail) ? PortTakenError : Error;
    return new Failure(`${name} ${what}; the end of its log:\n${tail}`);
  }

  return { ...identity, logFile, ready };
}

function tailOf(file) {
  if (file === undefined) return '';
  try {
    return readFileSync(file, 'utf8').slice(-4_000);
  } catch {
    return '';
  }
}
