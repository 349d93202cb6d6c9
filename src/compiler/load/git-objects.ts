import { say } from '../../message/index.ts';
import { failureOf } from './commit-failure.ts';
import type { CommitFailure } from './unreadable-commit.ts';
import { runGit, type GitBytes } from './git.ts';

/** A file of a commit. */
export interface TreeEntry {
  /** From the root of the repository. */
  readonly path: string;
  /** Of its bytes, as git knows them. */
  readonly id: string;
  readonly isLink: boolean;
  /** A commit of another repository: it has no bytes here. */
  readonly isSubmodule: boolean;
}

/** Every file and submodule of a commit. */
export async function readTree(folder: string, commit: string): Promise<readonly TreeEntry[] | CommitFailure> {
  const listed = await runGit(folder, ['ls-tree', '-r', '-z', '--full-tree', commit]);
  const failure = failureOf(listed);
  if (failure !== undefined) return failure;
  return listed.stdout
    .toString('utf8')
    .split('\0')
    .flatMap((line) => {
      const [, mode, id, path] = /^(\d{6}) (?:blob|commit) ([\da-f]+)\t([^]+)$/.exec(line) ?? [];
      return mode === undefined || id === undefined || path === undefined
        ? []
        : [{ path, id, isLink: mode === '120000', isSubmodule: mode === '160000' }];
    });
}

/** The bytes of files, read by one process. */
export async function readBlobs(
  folder: string,
  entries: readonly TreeEntry[],
): Promise<ReadonlyMap<TreeEntry, GitBytes> | CommitFailure> {
  if (entries.length === 0) return new Map();
  const read = await runGit(folder, ['cat-file', '--batch'], {
    input: entries.map(({ id }) => `${id}\n`).join(''),
  });
  const failure = failureOf(read);
  if (failure !== undefined) return failure;
  const blobs = new Map<TreeEntry, GitBytes>();
  let at = 0;
  for (const entry of entries) {
    // `<id> blob <size>`, the bytes, a line feed
    const end = read.stdout.indexOf(10, at);
    const [, size] = / blob (\d+)$/.exec(read.stdout.toString('latin1', at, end)) ?? [];
    if (size === undefined) return missingFile(entry);
    const start = end + 1;
    blobs.set(entry, read.stdout.subarray(start, start + Number(size)));
    at = start + Number(size) + 1;
  }
  return blobs;
}

function missingFile({ path }: TreeEntry): CommitFailure {
  return {
    failure: 'unreadable',
    message: say`git has not the bytes of \`${path}\` at that commit`,
    help: say`a partial clone fetches them from its remote: see that it answers, or make a whole clone`,
  };
}
