import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { say, type Message } from '../../message/index.ts';

const run = promisify(execFile);

/** Why a commit cannot be read. */
export interface CommitFailure {
  readonly failure: 'no-git' | 'no-repository' | 'unknown-commit' | 'unreadable';
  readonly message: Message;
  readonly help: Message;
}

/** The files of a project at a commit, in a folder of their own that goes with this value. */
export interface CommitFiles extends AsyncDisposable {
  readonly commit: string;
  readonly folder: string;
}

/** Writes the project's files as the commit of `ref` has them into a folder of their own. */
export async function readCommit(root: string, ref: string): Promise<CommitFiles | (CommitFailure & AsyncDisposable)> {
  const git = async (...args: string[]): Promise<string> => (await run('git', ['-C', root, ...args])).stdout.trim();
  let commit: string;
  try {
    commit = await git('rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`);
  } catch {
    return {
      failure: 'unknown-commit',
      message: say`git knows no commit \`${ref}\` here`,
      help: say`fetch it first: a shallow clone has only the newest commits`,
      async [Symbol.asyncDispose]() {},
    };
  }
  const prefix = await git('rev-parse', '--show-prefix');
  const folder = await mkdtemp(path.join(tmpdir(), 'sluice-base-'));
  const archive = path.join(folder, '.archive.tar');
  await run('git', ['-C', root, 'archive', '--format=tar', `--output=${archive}`, `${commit}:${prefix}`]);
  await run('tar', ['-xf', archive, '-C', folder]);
  return { commit, folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}
