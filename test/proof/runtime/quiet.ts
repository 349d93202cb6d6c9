import { setTimeout as sleep } from 'node:timers/promises';
import type { Place } from './place.ts';
import { FINAL, type RecordedRun, recordedRuns } from './record.ts';
import type { RoundPipeline } from './round-project.ts';

/** Longer than the claims of a dead process hold, and than anybody waits before the next try. */
const STALL_PATIENCE_MS = 90_000;
const LOOK_MS = 400;

/**
 * Waits until nothing is left that was due: for as long as it becomes less, however slow the machine is. Returns what is left, 0
 * when all is done.
 */
export async function untilQuiet(left: () => Promise<number>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let patience = STALL_PATIENCE_MS; patience > 0; patience -= LOOK_MS) {
    const now = await left();
    if (now === 0) return 0;
    if (now < least) patience = STALL_PATIENCE_MS;
    least = Math.min(least, now);
    await sleep(LOOK_MS);
  }
  return least;
}

/**
 * How many things that were due are not done: fires not on record or not ended, rows not moved, events not published.
 *
 * @param last What was due up to here.
 * @param rows How many rows there are to move.
 */
export async function leftOf(
  place: Place,
  pipelines: readonly RoundPipeline[],
  last: number,
  rows: number,
): Promise<number> {
  const runs = await recordedRuns(place);
  const unpublished = await place.rows('sluice_event', `published_at is null and at <= ${last}`);
  const fires = pipelines.map((pipeline) => missingOf(pipeline, runs, last));
  const moved = new Set(await place.sinkIds()).size;
  return fires.reduce((sum, count) => sum + count, 0) + unpublished.length + Math.max(0, rows - moved);
}

function missingOf({ name, everyMs }: RoundPipeline, runs: readonly RecordedRun[], last: number): number {
  const own = runs.filter((run) => run.pipeline === name);
  const open = own.filter((run) => run.fireTime <= last && !FINAL.has(run.state)).length;
  if (everyMs !== undefined) return open + Math.max(0, Math.ceil((last - (own.at(-1)?.fireTime ?? 0)) / everyMs));
  const times = new Set(own.map(({ fireTime }) => fireTime));
  const first = Math.min(...times);
  const due = runs.filter(
    ({ pipeline, state, fireTime }) =>
      pipeline === 'feed' && state === 'succeeded' && fireTime <= last && fireTime >= first,
  );
  return open + due.filter(({ fireTime }) => !times.has(fireTime)).length;
}
