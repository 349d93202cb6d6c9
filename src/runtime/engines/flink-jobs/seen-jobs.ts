import type { FlinkJobState } from '../../flink/index.ts';
import type { Clock, EngineRef, Observation } from '../../ports/index.ts';

/** Enough for every job that a cluster keeps; the oldest are forgotten first. */
const MOST_SEEN = 10_000;

const FORGOTTEN = {
  message: 'The cluster no longer knows the job: its JobManager was restarted and keeps jobs in memory only',
  help: 'Configure high availability on the cluster so that jobs survive its restarts.',
};

/**
 * How long a job is missing before it is lost. A JobManager that was killed and began anew does not know it, while the
 * TaskManagers go on writing its rows until they have heard nothing of the old one for `heartbeat.timeout`, 50 s; another
 * attempt before that would run beside it.
 */
export const MISSING_MS = 75_000;

/** Jobs seen by this process: a cluster that no longer knows one has lost its memory. */
export interface SeenJobs {
  /** The cluster has the job, in this state; undefined: it has just taken it. True when that is news. */
  remember(id: string, state: FlinkJobState | undefined): boolean;
  /**
   * Whether the cluster has begun the job again since this process first saw it: a JobManager that takes over from one
   * that died gives it another start time, and where it keeps no checkpoints it begins at its first row.
   */
  hasBegunAgain(id: string, startTime: number): boolean;
  /**
   * What it means that the cluster does not know a job: nothing yet, or that the job is lost.
   *
   * @param because What is told of a lost one; default: the JobManager was restarted.
   */
  missing(ref: EngineRef, because?: Pick<NonNullable<Observation['reason']>, 'message' | 'help'>): Observation;
}

interface SeenJob {
  missingSince: number | undefined;
  readonly last: FlinkJobState | undefined;
  /** As the cluster said it first. */
  startTime: number | undefined;
}

/** @param missingMs How long a job that was seen may be missing (a JobManager that fails over) before it counts as lost. */
export function createSeenJobs(clock: Clock, missingMs: number): SeenJobs {
  const seen = new Map<string, SeenJob>();
  return {
    remember(id, state) {
      const known = seen.get(id);
      const isNews = known?.last !== state;
      seen.set(id, { missingSince: undefined, last: state, startTime: known?.startTime });
      for (const oldest of seen.keys()) {
        if (seen.size <= MOST_SEEN) break;
        seen.delete(oldest);
      }
      return isNews;
    },
    hasBegunAgain(id, startTime) {
      const known = seen.get(id);
      if (known === undefined) return false;
      known.startTime ??= startTime;
      return known.startTime !== startTime;
    },
    missing(ref, because = FORGOTTEN) {
      const known = seen.get(ref.id);
      if (known === undefined) return { state: 'unknown', metrics: {} };
      known.missingSince ??= clock.monotonic();
      if (clock.monotonic() - known.missingSince < missingMs) return { state: 'running', metrics: {} };
      return {
        state: 'lost',
        metrics: {},
        reason: { code: 'ENGINE_LOST_JOB', ...because, retryable: true },
      };
    },
  };
}
