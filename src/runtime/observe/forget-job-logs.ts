import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Removes what jobs printed on this host in runs that are not kept any more. A folder that was written since `before` is left, as
 * its run may not be on record yet. Returns how many were removed; what cannot be read or removed is left for the next time.
 */
export async function forgetJobLogs(
  stateDir: string,
  before: number,
  isKept: (runId: string) => Promise<boolean>,
): Promise<number> {
  const root = join(stateDir, 'logs');
  let removed = 0;
  for (const runId of await readdir(root).catch(() => [])) {
    const folder = join(root, runId);
    const files = await readdir(folder).catch(() => []);
    const written = await Promise.all([folder, ...files.map((file) => join(folder, file))].map(writtenAt));
    if (Math.max(...written) >= before || (await isKept(runId))) continue;
    await rm(folder, { recursive: true, force: true }).then(
      () => (removed += 1),
      () => undefined,
    );
  }
  return removed;
}

async function writtenAt(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.mtimeMs ?? Number.POSITIVE_INFINITY;
}
