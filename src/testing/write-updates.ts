import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { TestRun } from './test-run.ts';
import { updateExpectations, type UpdatedPlace } from './update-expectations.ts';

/** A test file that was rewritten, and where. */
export interface UpdatedFile {
  readonly file: string;
  readonly places: readonly UpdatedPlace[];
}

/** Rewrites the expectations that a run has found not met. Throws what the file system throws. */
export async function writeUpdates(root: string, run: TestRun): Promise<readonly UpdatedFile[]> {
  const written: UpdatedFile[] = [];
  for (const file of run.files) {
    const updates = run.cases.filter((each) => each.file === file).flatMap((each) => each.updates);
    if (updates.length === 0) continue;
    const target = path.join(root, file);
    const { text, places } = updateExpectations(await readFile(target, 'utf8'), updates);
    if (places.length === 0) continue;
    await writeFile(target, text);
    written.push({ file, places });
  }
  return written;
}
