import { failureOf } from './commit-failure.ts';
import type { CommitFailure } from './unreadable-commit.ts';
import { runGit } from './git.ts';

/**
 * Paths below a folder, from there, of files that the working tree has otherwise than a commit: changed, new, gone, and new ones
 * that git ignores, which a compilation reads all the same.
 */
export async function changedSince(folder: string, commit: string): Promise<readonly string[] | CommitFailure> {
  const [differing, unknown] = await Promise.all([
    runGit(folder, ['diff', '--name-only', '-z', '--no-renames', '--relative', commit, '--', '.']),
    runGit(folder, ['ls-files', '--others', '-z', '--', '.']),
  ]);
  const failure = failureOf(differing) ?? failureOf(unknown);
  if (failure !== undefined) return failure;
  const paths = [differing, unknown].flatMap(({ stdout }) => stdout.toString('utf8').split('\0'));
  return [...new Set(paths.filter((path) => path !== '' && !path.startsWith('.sluice/')))];
}
