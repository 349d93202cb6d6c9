import type { DeploymentKey, RunRecord, RunStore } from '../ports/index.ts';

/** The runs that an estimate goes by. */
export const LAST_RUNS = 20;

/** What runs to come will be like, by the last that succeeded. */
export interface RunEstimate {
  /** How many runs it goes by. */
  readonly ofRuns: number;
  /** Of all the runs to come; absent where the engine counts none. */
  readonly rows?: number;
  /** Until all of them are over, milliseconds, so many at a time. */
  readonly durationMs: number;
}

/** Undefined where no run of the pipeline has succeeded yet. What a source holds says nothing of what a fire reads of it. */
export async function estimateRuns(
  store: Pick<RunStore, 'listRuns'>,
  key: DeploymentKey,
  { total, concurrency }: { readonly total: number; readonly concurrency: number },
): Promise<RunEstimate | undefined> {
  const { items } = await store.listRuns({ ...key, states: ['succeeded'], limit: LAST_RUNS });
  if (items.length === 0) return undefined;
  const durations = items.flatMap(({ startedAt, finishedAt }) =>
    startedAt === undefined || finishedAt === undefined ? [] : [finishedAt - startedAt],
  );
  const rows = items.flatMap((run) => countedRows(run) ?? []);
  return {
    ofRuns: items.length,
    ...(rows.length === 0 ? {} : { rows: Math.round(average(rows) * total) }),
    durationMs: Math.round(average(durations) * Math.ceil(total / concurrency)),
  };
}

/** Undefined where the engine counted none. */
export function countedRows({ metrics }: Pick<RunRecord, 'metrics'>): number | undefined {
  return metrics.rowsWritten ?? metrics.rowsRead;
}

function average(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
}
