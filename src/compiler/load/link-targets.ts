import path from 'node:path';
import { readBlobs, type TreeEntry } from './git-objects.ts';
import type { CommitFailure } from './unreadable-commit.ts';

/** More links in a row lead nowhere. */
const MOST_LINKS = 8;

/** The file that each link among these entries leads to within its commit, by the path of the link; none for one that leads elsewhere. */
export async function linkTargets(
  folder: string,
  entries: readonly TreeEntry[],
  tree: readonly TreeEntry[],
): Promise<ReadonlyMap<string, TreeEntry> | CommitFailure> {
  const links = entries.filter(({ isLink }) => isLink);
  if (links.length === 0) return new Map();
  // one may lead to another, anywhere in the repository
  const texts = await readBlobs(
    folder,
    tree.filter(({ isLink }) => isLink),
  );
  if ('failure' in texts) return texts;
  const byPath = new Map(tree.map((entry) => [entry.path, entry]));
  const follow = (link: TreeEntry): TreeEntry | undefined => {
    let entry: TreeEntry | undefined = link;
    for (let count = 0; entry?.isLink === true; count += 1) {
      const text = texts.get(entry)?.toString('utf8');
      if (text === undefined || path.posix.isAbsolute(text) || count === MOST_LINKS) return undefined;
      entry = byPath.get(path.posix.join(path.posix.dirname(entry.path), text));
    }
    return entry;
  };
  return new Map(
    links.flatMap((link) => {
      const target = follow(link);
      return target === undefined || target.isSubmodule ? [] : [[link.path, target] as const];
    }),
  );
}
