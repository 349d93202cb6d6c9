import { decodeSource, MAX_FILE_BYTES } from './decode-source.ts';
import { readBlobs, type TreeEntry } from './git-objects.ts';
import { linkTargets } from './link-targets.ts';
import { CODEOWNERS_PLACES, type FileOwners } from './load-codeowners.ts';
import { parseCodeOwners } from './parse-codeowners.ts';
import type { CommitFailure } from './unreadable-commit.ts';

/** CODEOWNERS as a commit has it; without owners where it has none, or one that cannot be read. */
export interface CommittedCodeOwners {
  /** The same for a project in another folder of the repository. `prefix`: its path, empty or ending with `/`. */
  inFolder(prefix: string): FileOwners;
}

/**
 * Reads the CODEOWNERS of a commit, where the forge would look for it. Lines that are wrong are no rules, as in the working tree;
 * nobody is warned of them there.
 */
export async function committedCodeOwners(
  root: string,
  tree: readonly TreeEntry[],
): Promise<CommittedCodeOwners | CommitFailure> {
  const entry = CODEOWNERS_PLACES.map((place) => tree.find(({ path }) => path === place)).find(Boolean);
  if (entry === undefined || entry.isSubmodule) return NOBODY;
  const targets = await linkTargets(root, [entry], tree);
  if ('failure' in targets) return targets;
  const target = entry.isLink ? targets.get(entry.path) : entry;
  if (target === undefined) return NOBODY;
  const blobs = await readBlobs(root, [target]);
  if ('failure' in blobs) return blobs;
  const bytes = blobs.get(target);
  if (bytes === undefined || bytes.length > MAX_FILE_BYTES) return NOBODY;
  const { file, diagnostic } = decodeSource(bytes, entry.path);
  if (diagnostic !== undefined) return NOBODY;
  const { codeOwners } = parseCodeOwners(file);
  return { inFolder: (prefix) => ({ ownersOf: (path) => codeOwners.ownersOf(prefix + path) }) };
}

const NOBODY: CommittedCodeOwners = { inFolder: () => ({ ownersOf: () => [] }) };
