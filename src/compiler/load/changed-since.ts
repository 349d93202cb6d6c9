import { failureOf } from './commit-failure.ts';
import type { CommitFailure } from './unreadable-commit.ts';
import { runGit } from './git.ts';

/**
 * Paths below a folder, from there, of files that the working tree has otherwise than a commit: changed, new, gone, and new ones
 * that git ignores, which a compilation reads all the same. A submodule, or a repository inside, is one path with `/` at its end:
 * which of its files differ is not known.
 */
export async function changedSince(folder: string, commit: string): Promise<readonly string[] | CommitFailure> {
  const [differing, unknown] = await Promise.all([
    runGit(folder, ['diff', '--raw', '-z', '--no-renames', '--relative', commit, '--', '.']),
    runGit(folder, ['ls-files', '--others', '-z', '--', '.']),
  ]);
  const failure = failureOf(differing) ?? failureOf(unknown);
  if (failure !== undefined) return failure;
  const paths = [...pathsOfRaw(differing.stdout.toString('utf8')), ...unknown.stdout.toString('utf8').split('\0')];
  return [...new Set(paths.filter((path) => path !== '' && !path.startsWith('.sluice/')))];
}

/** `:MODE MODE ID ID STATUS`, then the path; a submodule has a mode of its own. */
function pathsOfRaw(raw: string): readonly string[] {
  return [...raw.matchAll(/:(\d+) (\d+) [^\0]*\0([^\0]+)\0/g)].map(([, before, after, path = '']) =>
    before === SUBMODULE || after === SUBMODULE ? `${path}/` : path,
  );
}

const SUBMODULE = '160000';
