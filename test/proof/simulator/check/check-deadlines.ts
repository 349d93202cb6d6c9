import type { RunRecord } from '../../../../src/runtime/ports/index.ts';
import type { Verdict } from '../../support/verdict.ts';
import type { SimPipeline } from '../world/sim-project.ts';
import { closedBetween, freezeWindows, heldUntil } from './freeze-windows.ts';
import type { RunMove } from './run-moves.ts';
import { describeRun } from './sim-record.ts';
import { LOOK_MS } from './tolerances.ts';

/**
 * Skipped for want of a start only after the time that a run had, and never once somebody has begun it. That time does not pass while a
 * freeze holds the fire, or the run while it waits.
 *
 * @param delay How long after each of its fires it is to start, in milliseconds.
 * @param moves What the events tell of each run, by its id.
 */
export function checkDeadlines(
  of: SimPipeline,
  runs: readonly RunRecord[],
  delay: number,
  moves: ReadonlyMap<string, readonly RunMove[]>,
  verdict: Verdict,
): void {
  const { startingDeadlineMs, misfire } = of.pipeline;
  const windows = freezeWindows(of);
  for (const run of runs) {
    if (run.pipeline !== of.name || run.reason?.code !== 'STARTING_DEADLINE') continue;
    verdict.count('runs not started in time');
    const isFromRecord = misfire?.policy === 'catch-up' || run.trigger !== 'schedule';
    const begins = isFromRecord ? run.createdAt : heldUntil(windows, run.fireTime + delay);
    const waitedUntil = moves.get(run.id)?.find(({ from }) => from === 'waiting')?.at;
    const closed = waitedUntil === undefined ? undefined : closedBetween(windows, run.createdAt, waitedUntil - LOOK_MS);
    if (closed !== undefined) verdict.count('deadlines put off by freezes');
    const from = Math.max(begins, closed ?? begins);
    if (startingDeadlineMs === undefined || (run.finishedAt ?? 0) < from + startingDeadlineMs)
      verdict.lost.push(`${describeRun(run)} was given up before its starting deadline`);
    if (run.attempts.length > 0 || run.trigger === 'manual')
      verdict.lost.push(`${describeRun(run)} was given up for its starting deadline, which it does not have`);
  }
}
