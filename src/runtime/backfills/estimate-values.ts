import { shareOf, type ValueRange } from '../../compiler/index.ts';
import { cursorRangeOf } from '../cursor-range.ts';
import type { DeploymentKey, RunRecord, RunStore } from '../ports/index.ts';
import { countedRows, LAST_RUNS, type RunEstimate } from './estimate-runs.ts';

/** Runs that are looked at for as many as say something: those that found nothing new have moved no cursor. */
const LOOKED_AT = 100;

/** A range of cursor values, and how its runs go. */
interface ValueRuns {
  readonly values: ValueRange;
  /** Of the column. */
  readonly type: string;
  readonly total: number;
  readonly concurrency: number;
}

/**
 * What the runs of a range of cursor values will be like where its rows stand as close to each other as those that the last runs have
 * read: how far the cursor went with them, or which part of a range they read, is on record, and how many rows that were. Undefined
 * where no run says it. Rows that were changed since stand elsewhere in a column that changes with them, so that old ranges have fewer.
 */
export async function estimateValues(
  store: Pick<RunStore, 'listRuns'>,
  key: DeploymentKey,
  { values, type, total, concurrency }: ValueRuns,
): Promise<RunEstimate | undefined> {
  const { items } = await store.listRuns({ ...key, states: ['succeeded'], limit: LOOKED_AT });
  const seen = items.flatMap((run) => {
    const span = spanOfRun(run);
    const share = span && shareOf(span, values, type);
    if (share === undefined || share <= 0 || run.startedAt === undefined || run.finishedAt === undefined) return [];
    return [{ share, rows: countedRows(run), durationMs: run.finishedAt - run.startedAt }];
  });
  const last = seen.slice(0, LAST_RUNS);
  if (last.length === 0) return undefined;
  const counted = last.filter(({ rows }) => rows !== undefined);
  const sum = (numbers: readonly number[]): number => numbers.reduce((whole, each) => whole + each, 0);
  const perRange = (amounts: readonly { readonly share: number }[], whole: number): number =>
    whole / sum(amounts.map(({ share }) => share));
  const rows = counted.length === 0 ? undefined : perRange(counted, sum(counted.map((each) => each.rows ?? 0)));
  const durations = last.map(({ durationMs }) => durationMs);
  // however small a part is, to begin and to end takes its time
  const ofOne = Math.max(Math.min(...durations), perRange(last, sum(durations)) / total);
  return {
    ofRuns: last.length,
    ...(rows === undefined ? {} : { rows: Math.round(rows) }),
    durationMs: Math.round(ofOne * Math.ceil(total / concurrency)),
  };
}

/** The values that a run has read; undefined where nothing says where it began. */
function spanOfRun(run: RunRecord): { readonly after: string; readonly until: string } | undefined {
  const { cursorBefore: after, cursorAfter: until } = run;
  return cursorRangeOf(run) ?? (after === undefined || until === undefined ? undefined : { after, until });
}
