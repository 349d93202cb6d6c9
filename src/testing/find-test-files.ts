import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** Test files by their paths from the root with `/`, sorted. */
export interface FoundTests {
  readonly files: readonly string[];
  /** YAML files under `tests/` that are none, by their names; fixtures aside. */
  readonly passedOver: readonly string[];
}

const FOLDERS = ['tests', 'pipelines'] as const;
const TEST_FILE = /\.test\.ya?ml$/;

/** Looks for `*.test.yaml` under `tests/` and beside pipelines. `wanted` are paths from the root; empty = all. */
export async function findTestFiles(root: string, wanted: readonly string[]): Promise<FoundTests> {
  const found = (await Promise.all(FOLDERS.map((folder) => filesBelow(root, folder)))).flat();
  // A file that is named is taken as it is called.
  const named = wanted.filter((file) => /\.ya?ml$/.test(file));
  const tests = found.filter((file) => TEST_FILE.test(file) && isWanted(file, wanted));
  return {
    files: [...new Set([...tests, ...named])].sort(),
    passedOver: found.filter((file) => file.startsWith('tests/') && /\.ya?ml$/.test(file) && !TEST_FILE.test(file)),
  };
}

function isWanted(file: string, wanted: readonly string[]): boolean {
  return wanted.length === 0 || wanted.some((each) => each === '' || file === each || file.startsWith(`${each}/`));
}

/** Links to folders are not followed: they can loop. */
async function filesBelow(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true }).catch(() => []);
  const found = await Promise.all(
    entries.map(async (entry) => {
      const below = `${folder}/${entry.name}`;
      if (entry.name.startsWith('.') || entry.name === 'node_modules') return [];
      return entry.isDirectory() ? filesBelow(root, below) : [below];
    }),
  );
  return found.flat();
}
