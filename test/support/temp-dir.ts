import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new private folder, removed with everything in it on disposal (`await using`). */
export interface TempDir extends AsyncDisposable {
  readonly path: string;
}

/** Creates a private folder under the system's temporary folder, by its real path (no symbolic links in it). */
export async function tempDir(prefix = 'sluice-test-'): Promise<TempDir> {
  const path = await realpath(await mkdtemp(join(tmpdir(), prefix)));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) };
}
