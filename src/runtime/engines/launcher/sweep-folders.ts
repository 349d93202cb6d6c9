import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { attemptFolder } from './attempt-folder.ts';
import { processStatus } from './process-status.ts';

const DAY_MS = 86_400_000;
/** A run that is asked about after this gets "unknown"; nothing asks about an ended run for so long. */
const KEEP_OUTCOME_MS = 7 * DAY_MS;
const KEEP_UNSTARTED_MS = DAY_MS;

/**
 * Removes folders of attempts that ended long ago, and of attempts that were prepared and never started; and the job
 * file, with its secrets, of an attempt whose process is gone. Its supervisor does that itself unless it was killed.
 */
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
    if (outcome === undefined && started !== undefined) await forgetSecrets(workDir, name, now);
    if (old) await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
}

/** What the job printed stays: whoever observes the attempt next judges by it. */
async function forgetSecrets(workDir: string, name: string, now: number): Promise<void> {
  const folder = attemptFolder(workDir, name);
  const status = await processStatus(folder, now).catch(() => undefined);
  if (status?.kind !== 'exited' && status?.kind !== 'vanished') return;
  for (const path of [folder.jobFile, folder.temporary]) {
    await rm(path, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
}

async function changedAt(path: string): Promise<number | undefined> {
  return stat(path).then(
    (found) => found.mtimeMs,
    () => undefined,
  );
}
