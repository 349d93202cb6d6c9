import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const DAY_MS = 86_400_000;
/** A run that is asked about after this gets "unknown"; nothing asks about an ended run for so long. */
const KEEP_OUTCOME_MS = 7 * DAY_MS;
const KEEP_UNSTARTED_MS = DAY_MS;

/** Removes folders of attempts that ended long ago, and of attempts that were prepared and never started. */
export async function sweepFolders(workDir: string, now: number): Promise<void> {
  for (const name of await readdir(workDir).catch(() => [])) {
    const folder = join(workDir, name);
    const outcome = await changedAt(join(folder, 'outcome.json'));
    const started = await changedAt(join(folder, 'started'));
    const created = await changedAt(folder);
    const old =
      outcome !== undefined
        ? now - outcome > KEEP_OUTCOME_MS
        : started === undefined && created !== undefined && now - created > KEEP_UNSTARTED_MS;
    if (old) await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
}

async function changedAt(path: string): Promise<number | undefined> {
  return stat(path).then(
    (found) => found.mtimeMs,
    () => undefined,
  );
}
