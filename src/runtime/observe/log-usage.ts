import { readdir, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readPieceName } from './attempt-log-files.ts';

/** The log of one attempt on this host. */
export interface KeptLog {
  readonly run: string;
  readonly attempt: number;
  readonly bytes: number;
  /** UTC milliseconds by the file system. */
  readonly writtenAt: number;
  readonly files: readonly string[];
}

/** The logs of all attempts that a state folder has. What cannot be read is left out. */
export async function listLogs(stateDir: string): Promise<readonly KeptLog[]> {
  const root = join(stateDir, 'logs');
  const found: KeptLog[] = [];
  for (const run of await readdir(root).catch(() => [])) {
    const byAttempt = new Map<number, KeptLog>();
    for (const name of await readdir(join(root, run)).catch(() => [])) {
      const attempt = readPieceName(name)?.attempt;
      const file = join(root, run, name);
      const seen = attempt === undefined ? undefined : await stat(file).catch(() => undefined);
      if (attempt === undefined || seen === undefined) continue;
      const { bytes = 0, writtenAt = 0, files = [] } = byAttempt.get(attempt) ?? {};
      byAttempt.set(attempt, {
        run,
        attempt,
        bytes: bytes + seen.size,
        writtenAt: Math.max(writtenAt, seen.mtimeMs),
        files: [...files, file],
      });
    }
    found.push(...byAttempt.values());
  }
  return found;
}

/** Bytes of them together. */
export function bytesOf(logs: readonly KeptLog[]): number {
  return logs.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Room that is made beyond the quota, as a share of it, so that not every line makes some. */
const SPARE = 0.1;

/** What a look at the logs has found and done, in bytes. */
export interface QuotaKept {
  readonly used: number;
  readonly removed: readonly KeptLog[];
}

/**
 * Holds the logs of a state folder to so many bytes: where they are more, those of the attempts that were written the longest ago
 * go first, whole, and none of those that are still under way. Throws what `isLive` throws.
 */
export async function keepLogQuota(
  stateDir: string,
  quota: number,
  isLive: (log: KeptLog) => Promise<boolean>,
): Promise<QuotaKept> {
  const logs = await listLogs(stateDir);
  let used = bytesOf(logs);
  const removed: KeptLog[] = [];
  if (used <= quota) return { used, removed };
  for (const log of [...logs].sort((one, other) => one.writtenAt - other.writtenAt)) {
    if (used <= quota * (1 - SPARE)) break;
    if (await isLive(log)) continue;
    await Promise.all(log.files.map((file) => rm(file, { force: true }).catch(() => undefined)));
    // the logs of another attempt of the run may be there
    await rmdir(join(stateDir, 'logs', log.run)).catch(() => undefined);
    used -= log.bytes;
    removed.push(log);
  }
  return { used, removed };
}
