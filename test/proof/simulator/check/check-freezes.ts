import type { RunRecord } from '../../../../src/runtime/ports/index.ts';
import type { Verdict } from '../../support/verdict.ts';
import type { SimPipeline } from '../world/sim-project.ts';
import { describeRun } from './sim-record.ts';

interface Window {
  readonly from: number;
  readonly to: number;
  readonly fires: 'hold' | 'skip';
}

/**
 * What a freeze holds is on record only after the end of it, and what is due while one skips does not run; nothing else is skipped for
 * one. By the windows alone, and the clock of who recorded it.
 *
 * @param delay How long after each of its fires it is to start, in milliseconds.
 */
export function checkFreezes(of: SimPipeline, runs: readonly RunRecord[], delay: number, verdict: Verdict): void {
  const windows = windowsOf(of);
  if (windows.length === 0) return;
  for (const run of runs.filter(({ pipeline, trigger }) => pipeline === of.name && trigger !== 'manual')) {
    const code = run.reason?.code;
    // what an upstream fires is due when that has succeeded, and no one but who looked knows when it was looked at
    const start = run.trigger === 'schedule' ? run.fireTime + delay : undefined;
    const due = start === undefined ? [] : windows.filter((window) => isWithin(window, start));
    const isSkipped = due.some(({ fires }) => fires === 'skip');
    if (isSkipped) {
      verdict.count('fires due while a freeze skips');
      if (code !== 'FROZEN' && code !== 'MISFIRED')
        verdict.broken.push(`${describeRun(run)} was due within a freeze that skips it`);
    } else if (start !== undefined && due.length > 0) {
      verdict.count('fires that a freeze held');
      if (run.createdAt < heldUntil(windows, start))
        verdict.broken.push(`${describeRun(run)} is on record within a freeze that holds it`);
    }
    if (code !== 'FROZEN' || isSkipped) continue;
    verdict.count('fires skipped for a freeze later than they were due');
    const mayBe = windows.some(
      ({ from, to, fires }) => fires === 'skip' && run.createdAt >= from && (start === undefined || start < to),
    );
    if (!mayBe) verdict.lost.push(`${describeRun(run)} was skipped for a freeze that there was none of`);
  }
}

function windowsOf({ pipeline: { freezes = [] } }: SimPipeline): readonly Window[] {
  return freezes.flatMap(({ window, fires }) => ('to' in window ? [{ ...window, fires }] : []));
}

function isWithin({ from, to }: Window, time: number): boolean {
  return time >= from && time < to;
}

/** The end of the windows that follow each other from a moment on; one that skips lets what is due before it be told at once. */
function heldUntil(windows: readonly Window[], time: number): number {
  let at = time;
  for (;;) {
    const within = windows.filter((window) => isWithin(window, at));
    if (within.length === 0 || within.some(({ fires }) => fires === 'skip')) return at;
    at = Math.max(...within.map(({ to }) => to));
  }
}
