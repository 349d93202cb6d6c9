import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { OperatingError } from '../../errors.ts';
import type { LaunchRequest } from '../../ports/index.ts';
import type { CommandFolder } from './command-folder.ts';

/** What is left of an ended command is kept this long for observers that come late. */
const KEEP_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Stands over the command: writes the pid of the group before, the exit code after, the output beside. It is given the argv
 * as arguments and starts it with `exec`, so no word is read as shell, nor taken for a built-in. The
 * trap keeps it alive through a SIGTERM to the group until the command has ended; the command itself
 * gets the signal's default action.
 */
const KEEPER = `trap : TERM INT HUP
folder=$1; shift
exec >>"$folder/output" 2>&1
printf %s "$$" > "$folder/pid.new" && mv "$folder/pid.new" "$folder/pid" || exit 125
(exec "$@")
code=$?
printf %s "$code" > "$folder/exit.new" && mv "$folder/exit.new" "$folder/exit"`;

/**
 * Starts a command in a new process group, detached, its output in a file. Resolves once the shell that stands
 * over it runs; `gone` then tells when that shell has ended. Throws ENGINE_FAILED when nothing could be started.
 */
export async function startCommand(
  folder: CommandFolder,
  argv: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly gone: Promise<void> }> {
  const child = execa('/bin/sh', ['-c', KEEPER, 'sluice', folder.path, ...argv], {
    cwd,
    env: environment,
    extendEnv: false,
    detached: true,
    cleanup: false,
    reject: false,
    stdio: 'ignore',
  });
  const gone = child.then(() => undefined);
  child.unref();
  if (child.pid !== undefined) return { gone };
  const { code } = await child;
  throw new OperatingError('ENGINE_FAILED', `no process could be started for the command (${code ?? 'unknown'})`, {
    retryable: code === 'EAGAIN' || code === 'ENOMEM' || code === 'EMFILE',
    help: startHelp(code, cwd),
  });
}

function startHelp(code: string | undefined, cwd: string): string {
  if (code === 'ENOENT' || code === 'EACCES')
    return `check that the folder ${cwd} is there and that this user may enter it`;
  if (code === 'E2BIG') return 'give the command shorter words: the system limits them';
  return 'look for what uses up the processes, the memory or the open files of this user';
}

/** PATH, HOME, LANG and TZ of the executor, and the facts of the run. Nothing else: no secret by accident. */
export function childEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  { artefact, runId, attempt, fireTime, cursor }: LaunchRequest,
  id: string,
): Readonly<Record<string, string>> {
  const kept = ['PATH', 'HOME', 'LANG', 'TZ'].flatMap((name) => {
    const value = environment[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(kept),
    SLUICE_PROJECT: artefact.project,
    SLUICE_ENVIRONMENT: artefact.environment,
    SLUICE_PIPELINE: artefact.pipeline.name,
    SLUICE_RUN_ID: runId,
    SLUICE_ATTEMPT: String(attempt),
    SLUICE_FIRE_TIME: new Date(fireTime).toISOString(),
    SLUICE_CURSOR: cursor ?? '',
    SLUICE_COMMAND_ID: id,
  };
}

/** True when the process lives and is the one of this command: a pid is given out again after a while. */
export async function isOurs(pid: number, id: string): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    const environ = await readFile(`/proc/${pid}/environ`, 'utf8');
    return environ.split('\0').includes(`SLUICE_COMMAND_ID=${id}`);
  } catch {
    // No /proc (macOS): the pid alone has to do. With one, the process has just ended.
    return !(await stat('/proc/self').catch(() => undefined));
  }
}

/** What the process of a command was told of its run; nothing where it is gone or there is no /proc. */
export async function factsOfCommand(pid: number): Promise<ReadonlyMap<string, string>> {
  const environ = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
  return new Map(
    environ.split('\0').flatMap((variable) => {
      const [, name, value] = /^SLUICE_(\w+)=(.*)$/s.exec(variable) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    }),
  );
}

/** Signals every process of the group; a group that is gone needs none. */
export function signalGroup(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // ESRCH: it has ended in the meantime.
  }
}

/** Removes what is left of commands that ended long ago. */
export async function pruneFolders(workDir: string, now: number): Promise<void> {
  const names = await readdir(workDir).catch(() => []);
  for (const name of names) {
    const path = join(workDir, name);
    const exit = await stat(join(path, 'exit')).catch(() => undefined);
    if (exit !== undefined && now - exit.mtimeMs > KEEP_MS) await rm(path, { recursive: true, force: true });
  }
}
