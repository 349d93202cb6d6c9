import { spawn } from 'node:child_process';
import { devNull } from 'node:os';

/** What a run of git gave. */
export interface GitOutput {
  /** Undefined where it was stopped, or could not be started. */
  readonly code: number | undefined;
  readonly stdout: Buffer;
  /** In English. */
  readonly stderr: string;
  /** Why there is no exit code. */
  readonly stopped?: 'no-git' | 'time';
}

/** A read of a history takes milliseconds; a partial clone may fetch first. */
const TIMEOUT_MS = 120_000;

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
export function runGit(folder: string, args: readonly string[], input?: string): Promise<GitOutput> {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_PAGER: '',
  };
  for (const name of OF_ANOTHER_REPOSITORY) delete env[name];
  return new Promise((resolve) => {
    const child = spawn('git', ['-C', folder, ...NO_PROGRAMS, ...args], { env, timeout: TIMEOUT_MS });
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.stdin.on('error', () => {}); // git that ends early tells why itself
    child.on('error', () => resolve({ code: undefined, stdout: Buffer.alloc(0), stderr: '', stopped: 'no-git' }));
    child.on('close', (code) =>
      resolve({
        code: code ?? undefined,
        stdout: Buffer.concat(stdout),
        stderr: Buffer.concat(stderr).toString('utf8').trim(),
        ...(code === null ? { stopped: 'time' } : {}),
      }),
    );
    child.stdin.end(input);
  });
}
