import type { FlinkJob } from './flink-job.ts';

/**
 * The steps of a job that goes row by row, as Flink finds their state: for each, source first, whether it runs in one task with
 * the next. The id of a step is made of its place, of this, and of the ids before it, not of what it does. All that are
 * possible, where only Flink knows whether the SQL needs a step.
 */
export function stepChains(job: FlinkJob): readonly (readonly boolean[])[] {
  const computing = job.computes === undefined ? [0, 1] : [job.computes ? 1 : 0];
  return computing.map((count) => {
    const toSink = count + (job.hasKey ? 1 : 0);
    // only the sink can have another number of tasks than the step before it
    return Array.from({ length: toSink + 1 }, (_, step) => job.isChained && !(job.isSplit && step === toSink));
  });
}

/** Whether two jobs have the same: `undefined` where that is Flink's to find out. */
export function agree<T>(
  before: readonly T[],
  after: readonly T[],
  same: (was: T, is: T) => boolean,
): boolean | undefined {
  const pairs = before.flatMap((was) => after.map((is) => same(was, is)));
  if (pairs.every(Boolean)) return true;
  return pairs.some(Boolean) ? undefined : false;
}
