import { nextFireTime, type Schedule } from '../../time/index.ts';
import type { DeploymentKey, Store } from '../ports/index.ts';
import { newestBefore, range, type SkippedFires } from './plan-due.ts';

/** Runs on record that one look goes past among the skipped fires of one pipeline; the fires after them are due again at the next. */
const PASSED = 200;

/** Skipped fires of one pipeline, without those that are on record. */
export interface MissedParts {
  /**
   * Neighbouring fires that nobody ran, oldest first; each is to be told in one record. Where all are on record, the newest of them
   * alone: of that the store only moves the clock on.
   */
  readonly parts: readonly SkippedFires[];
  /** The first fire that was not looked at; absent = all were. */
  readonly rest?: number;
}

/** Of each of these pipelines that have skipped fires; asks the store one by one only for those of which some are on record. */
export async function missedParts(
  store: Pick<Store, 'newestRunsIn' | 'nextRun'>,
  skips: readonly { readonly key: DeploymentKey; readonly schedule: Schedule; readonly skipped: SkippedFires }[],
): Promise<readonly MissedParts[]> {
  const [scope] = skips.map(({ key }) => key);
  if (scope === undefined) return [];
  const spans = skips.map(({ key: { pipeline }, skipped: { first, last } }) => ({
    pipeline,
    after: first - 1,
    upTo: last,
  }));
  const newest = await store.newestRunsIn(scope, spans);
  return Promise.all(
    skips.map(({ key, schedule, skipped }, index) =>
      newest[index] === undefined ? { parts: [skipped] } : partsBetween(store, key, schedule, skipped),
    ),
  );
}

/**
 * Takes out of skipped fires what a person or a backfill ran meanwhile. Each part that is left ends with a fire that is free for its
 * record, and no other record lies in it: the first one after a missed fire is the one that tells of it.
 */
export async function partsBetween(
  store: Pick<Store, 'nextRun'>,
  key: DeploymentKey,
  schedule: Schedule,
  { first, last }: SkippedFires,
): Promise<MissedParts> {
  const parts: SkippedFires[] = [];
  let passed = last;
  let from: number | undefined = first;
  for (let count = 0; from !== undefined && from <= last && count < PASSED; count++) {
    const run = await store.nextRun(key, from - 1);
    if (run === undefined || run.fireTime > last) return { parts: [...parts, range(schedule, from, last)] };
    passed = run.fireTime;
    if (passed > from) parts.push(range(schedule, from, newestBefore(schedule, passed, from)));
    from = nextFireTime(schedule, passed);
  }
  return {
    parts: parts.length > 0 ? parts : [range(schedule, passed, passed)],
    ...(from === undefined || from > last ? {} : { rest: from }),
  };
}
