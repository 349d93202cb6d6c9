import type { RunRecord } from '../../../../src/runtime/ports/index.ts';
import type { Verdict } from '../../support/verdict.ts';
import type { SimPipeline } from '../world/sim-project.ts';
import { freezeWindows, heldUntil, isWithin, type FreezeWindow } from './freeze-windows.ts';
import type { RunMove } from './run-moves.ts';
import { describeRun } from './sim-record.ts';
import { LOOK_MS } from './tolerances.ts';

/**
 * What a freeze holds is on record only after the end of it, and what is due while one skips does not run; nothing else is skipped for
 * one; what waits is let go by none. By the windows alone, and the clock of who recorded it.
 *
 * @param delay How long after each of its fires it is to start, in milliseconds.
 * @param moves What the events tell of each run, by its id.
 */
export function checkFreezes(
  of: SimPipeline,
  runs: readonly RunRecord[],
  delay: number,
  moves: ReadonlyMap<string, readonly RunMove[]>,
  verdict: Verdict,
): void {
  const windows = freezeWindows(of);
  if (windows.length === 0) return;
  for (const run of runs.filter(({ pipeline, trigger }) => pipeline === of.name && trigger !== 'manual')) {
    if (run.trigger === 'schedule') checkDue(run, windows, run.fireTime + delay, verdict);
    if (run.trigger === 'upstream') checkFollowing(run, windows, verdict);
    for (const { from, to, at } of moves.get(run.id) ?? []) {
      if (from !== 'waiting' || to !== 'scheduled') continue;
      verdict.count('frozen pipelines whose runs waited');
      if (isDeepWithin(windows, at)) verdict.broken.push(`${describeRun(run)} waited, and was let go within a freeze`);
    }
  }
}

/** A fire of the clock, which was to start at this moment. */
function checkDue(run: RunRecord, windows: readonly FreezeWindow[], start: number, verdict: Verdict): void {
  const code = run.reason?.code;
  const due = windows.filter((window) => isWithin(window, start));
  const isSkipped = due.some(({ fires }) => fires === 'skip');
  if (isSkipped) {
    verdict.count('fires due while a freeze skips');
    if (code !== 'FROZEN' && code !== 'MISFIRED')
      verdict.broken.push(`${describeRun(run)} was due within a freeze that skips it`);
    return;
  }
  if (due.length > 0) {
    verdict.count('fires that a freeze held');
    if (run.createdAt < heldUntil(windows, start))
      verdict.broken.push(`${describeRun(run)} is on record within a freeze that holds it`);
  }
  checkSkipped(run, windows, start, verdict);
}

/** A fire of its upstreams, which is due when they have succeeded; no one but who looked knows when it was looked at. */
function checkFollowing(run: RunRecord, windows: readonly FreezeWindow[], verdict: Verdict): void {
  verdict.count('fires of upstreams beside freezes');
  const code = run.reason?.code;
  if (isDeepWithin(windows, run.createdAt)) {
    // as one that skips goes before one that holds
    const skips = windows.some((window) => window.fires === 'skip' && isWithin(window, run.createdAt));
    if (!skips) verdict.broken.push(`${describeRun(run)} followed its upstreams within a freeze that holds it`);
    else if (code !== 'FROZEN' && code !== 'MISFIRED' && code !== 'UPSTREAM_TIMEOUT')
      verdict.broken.push(`${describeRun(run)} followed its upstreams within a freeze that skips it`);
  }
  checkSkipped(run, windows, undefined, verdict);
}

function checkSkipped(
  run: RunRecord,
  windows: readonly FreezeWindow[],
  start: number | undefined,
  verdict: Verdict,
): void {
  if (run.reason?.code !== 'FROZEN') return;
  verdict.count('fires skipped for a freeze later than they were due');
  // by the one that skips at the moment of the look: that is over before the record is written
  const mayBe = windows.some(
    ({ from, to, fires }) =>
      fires === 'skip' && run.createdAt >= from && run.createdAt < to + LOOK_MS && (start === undefined || start < to),
  );
  if (!mayBe) verdict.lost.push(`${describeRun(run)} was skipped for a freeze that there was none of`);
}

/** For so long that whoever began before it has ended by then. */
function isDeepWithin(windows: readonly FreezeWindow[], time: number): boolean {
  return windows.some(({ from, to }) => time >= from + LOOK_MS && time < to);
}
