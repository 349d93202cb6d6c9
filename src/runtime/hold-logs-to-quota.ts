import { toOperatingError } from './errors.ts';
import { bytesOf, keepLogQuota, type KeptLog } from './observe/index.ts';
import { FINAL_RUN_STATES } from './ports/index.ts';
import type { RuntimeParts } from './runtime-parts.ts';

/** How often it is seen how much was printed, and how often the folder is looked at whatever was. */
const LOOK_MS = 5_000;
const EVERY_MS = 3_600_000;
/** After so much of the quota was printed, the folder is looked at. */
const SHARE = 0.02;
/** A run that is not on record is of another store, or was forgotten: what was written within this time is left. */
const YOUNG_MS = 3_600_000;

/** What it works with. */
export type QuotaParts = Pick<RuntimeParts, 'store' | 'clock' | 'metrics' | 'jobLogs' | 'log'> & {
  readonly options: Pick<RuntimeParts['options'], 'stateDir'>;
};

/** Removes the oldest logs of attempts that are over while all logs of this host are more than a quota of bytes. */
export async function holdLogsToQuota(parts: QuotaParts, quota: number, signal: AbortSignal): Promise<void> {
  const { options, store, clock, metrics, jobLogs } = parts;
  const log = parts.log('job-logs');
  const isLive = async ({ run: id, attempt, writtenAt }: KeptLog): Promise<boolean> => {
    const run = await store.getRun(id);
    if (run === undefined) return writtenAt > clock.now() - YOUNG_MS;
    const record = run.attempts.find(({ number }) => number === attempt);
    return !FINAL_RUN_STATES.includes(run.state) && record?.finishedAt === undefined;
  };
  const look = async (): Promise<void> => {
    try {
      const { used, removed } = await keepLogQuota(options.stateDir, quota, isLive);
      metrics.jobLogs(used, quota);
      if (removed.length > 0)
        log.info('the oldest logs of runs are removed, as they are more than the quota', {
          attempts: removed.length,
          bytes: bytesOf(removed),
        });
      if (used > quota) log.warn('logs of runs that are under way are more than the quota', { used, quota });
    } catch (thrown) {
      const { code, message } = toOperatingError(thrown);
      log.warn('the logs of runs are not held to their quota', { code, message });
    }
  };
  let lookedAt = Number.NEGATIVE_INFINITY;
  let printed = 0;
  while (!signal.aborted) {
    if (clock.monotonic() - lookedAt >= EVERY_MS || jobLogs.appended - printed >= quota * SHARE) {
      [lookedAt, printed] = [clock.monotonic(), jobLogs.appended];
      await look();
    }
    await clock.sleep(LOOK_MS, signal);
  }
}
