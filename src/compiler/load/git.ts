import { spawn } from 'node:child_process';
import { devNull } from 'node:os';
import { endGroup, joinGroup, leaveGroup } from './git-groups.ts';

/** What a `Buffer` can do. (It is not named: the library's users need not have Node's types.) */
export interface GitBytes extends Uint8Array {
  toString(encoding?: 'utf8' | 'latin1', start?: number, end?: number): string;
  subarray(start?: number, end?: number): GitBytes;
}

/** What a run of git gave. */
export interface GitOutput {
  /** Undefined where it was stopped, or could not be started. */
  readonly code: number | undefined;
  readonly stdout: GitBytes;
  /** In English. */
  readonly stderr: string;
  /** Why there is no exit code. */
  readonly stopped?: 'no-git' | 'time' | 'aborted';
}

/** What a run of git may be given beside its arguments. */
export interface GitOptions {
  /** Of its standard input. */
  readonly input?: string;
  /** Variables beside those of this process; undefined takes one away. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Default two minutes. */
  readonly timeoutMs?: number;
  /** Stops it. */
  readonly signal?: AbortSignal;
}

/** A read of a history takes milliseconds; a partial clone may fetch first. */
const TIMEOUT_MS = 120_000;
/** Git has ended, and nothing came for so long: who holds its output still is a helper that stays behind, as ssh's shared connection. */
const QUIET_MS = 250;

/** Programs of the user that git would run on the way: none has a part in reading a commit. */
const NO_PROGRAMS = ['-c', `core.hooksPath=${devNull}`, '-c', 'core.fsmonitor=false', '-c', 'diff.external='];

/**
 * Variables that a hook of another repository sets: they would lead git there. All of `git rev-parse --local-env-vars` (2.39) but
 * settings, by which CI says that it trusts a folder.
 */
const OF_ANOTHER_REPOSITORY = [
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_DIR',
  'GIT_EXTERNAL_DIFF',
  'GIT_GRAFT_FILE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_NAMESPACE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_REPLACE_REF_BASE',
  'GIT_SHALLOW_FILE',
  'GIT_WORK_TREE',
];

/** Runs git in a folder, by its arguments and without a shell. It asks nothing, takes no lock and runs no hook. */
export function runGit(folder: string, args: readonly string[], options: GitOptions = {}): Promise<GitOutput> {
  const { input, environment, timeoutMs: timeout = TIMEOUT_MS, signal } = options;
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...environment,
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_PAGER: '',
  };
  for (const name of OF_ANOTHER_REPOSITORY) delete env[name];
  return new Promise((resolve) => {
    const child = spawn('git', ['-C', folder, ...NO_PROGRAMS, ...args], { env, detached: true });
    const { pid } = child;
    if (pid !== undefined) joinGroup(pid);
    let stopped: GitOutput['stopped'];
    const stop = (why: 'time' | 'aborted'): void => {
      stopped = why;
      if (pid !== undefined) endGroup(pid);
    };
    const timer = setTimeout(() => stop('time'), timeout);
    const abort = (): void => stop('aborted');
    if (signal?.aborted === true) abort();
    signal?.addEventListener('abort', abort, { once: true });
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
    let quiet: NodeJS.Timeout | undefined;
    const end = (code: number | undefined): void => {
      clearTimeout(timer);
      clearTimeout(quiet);
      if (pid !== undefined) leaveGroup(pid);
      signal?.removeEventListener('abort', abort);
      resolve({
        code,
        stdout: Buffer.concat(stdout),
        stderr: Buffer.concat(stderr).toString('utf8').trim(),
        ...(code === undefined ? { stopped: stopped ?? 'time' } : {}),
      });
    };
    const take = (chunks: Buffer[], chunk: Buffer): void => {
      chunks.push(chunk);
      quiet?.refresh();
    };
    child.stdout.on('data', (chunk: Buffer) => take(stdout, chunk));
    child.stderr.on('data', (chunk: Buffer) => take(stderr, chunk));
    child.stdin.on('error', () => {}); // git that ends early tells why itself
    child.on('error', () => {
      stopped ??= 'no-git';
      end(undefined);
    });
    child.on('exit', (code) => {
      quiet = setTimeout(() => {
        if (pid !== undefined) endGroup(pid);
        child.stdout.destroy();
        child.stderr.destroy();
        end(code ?? undefined);
      }, QUIET_MS);
    });
    child.on('close', (code) => end(code ?? undefined));
    child.stdin.end(input);
  });
}
