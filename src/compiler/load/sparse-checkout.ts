import { access } from 'node:fs/promises';
import path from 'node:path';
import { say } from '../../message/index.ts';
import { failureOf } from './commit-failure.ts';
import { runGit } from './git.ts';
import { isOwnFile } from './is-own-file.ts';
import type { CommitFailure } from './unreadable-commit.ts';

/** Refuses a working tree that a sparse checkout leaves files of the project out of: a plan would show them as deleted. */
export async function refuseSparse(root: string): Promise<CommitFailure | undefined> {
  const listed = await runGit(root, ['ls-files', '-t', '-z', '--', '.']);
  const failure = failureOf(listed);
  if (failure !== undefined) return failure;
  const skipped = listed.stdout
    .toString('utf8')
    .split('\0')
    .filter((line) => line.startsWith('S '))
    .map((line) => line.slice(2))
    .filter(isOwnFile);
  // a file may be there all the same: `git update-index --skip-worktree` hides changes of it from git only
  const isThere = await Promise.all(skipped.map((file) => exists(path.join(root, file))));
  const missing = skipped.find((_, index) => isThere[index] === false);
  if (missing === undefined) return undefined;
  return {
    failure: 'unreadable',
    message: say`a sparse checkout leaves \`${missing}\` out of this tree: a plan would show it as deleted`,
    help: say`check out the whole project: \`git sparse-checkout disable\`, or add its folders with \`git sparse-checkout add\``,
  };
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
