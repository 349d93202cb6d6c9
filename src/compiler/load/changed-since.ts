import { failureOf } from './commit-failure.ts';
import type { CommitFailure } from './unreadable-commit.ts';
import { runGit } from './git.ts';

/**
 * Paths below a folder, from there, of files that the working tree has otherwise than a commit: changed, new, gone, and new ones
 * that git ignores, which a compilation reads all the same.
 */
export async function changedSince(folder: string, commit: string): Promise<readonly string[] | CommitFailure> {
  const differing = await runGit(folder, [
    'diff',
    '--name-only',
    '-z',
    '--no-renames',
    '--relative',
    commit,
    '--',
    '.',
  ]);
  const failure = failureOf(differing);
  if (failure !== undefined) return failure;
  const unknown = await runGit(folder, ['ls-files', '--others', '-z', '--', '.']);
  const unknownFailure = failureOf(unknown);
  if (unknownFailure !== undefined) return unknownFailure;
  const paths = [differing, unknown].flatMap(({ stdout }) => stdout.toString('utf8').split('\0'));
  return [...new Set(paths.filter((path) => path !== '' && !path.startsWith('.sluice/')))];
}
