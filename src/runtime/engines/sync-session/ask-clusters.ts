import { toOperatingError } from '../../errors.ts';
import type { FlinkRest } from '../../flink/index.ts';

/** The clusters of an engine that can be asked about a job. */
export interface Askable {
  readonly rests: readonly FlinkRest[];
  /** Why these may not be all that have jobs of the engine; none: they are. */
  readonly doubts: readonly unknown[];
}

/**
 * Asks all clusters about a job that one of them may have, each by itself: one that is dead keeps nobody from the job
 * on another. Throws where none that answers has it and one could not be asked, for that one may be running it.
 *
 * @param ask Undefined: the cluster does not have the job.
 * @returns What the first that has it says; `unknown`: there are clusters, and none has it; `no-cluster`: there are none.
 */
export async function askClusters<T extends object>(
  { rests, doubts }: Askable,
  ask: (rest: FlinkRest) => Promise<T | undefined>,
): Promise<T | 'unknown' | 'no-cluster'> {
  const failures = [...doubts];
  const answers = await Promise.allSettled(rests.map(ask));
  for (const answer of answers) {
    if (answer.status === 'rejected') failures.push(answer.reason);
    else if (answer.value !== undefined) return answer.value;
  }
  // As long as one may answer later, the job is not given up for what another refuses.
  if (failures.length > 0) throw failures.find((failure) => toOperatingError(failure).retryable) ?? failures[0];
  return rests.length === 0 ? 'no-cluster' : 'unknown';
}
