import type { RunRecord } from '../../../../src/runtime/ports/index.ts';
import type { Verdict } from '../../support/verdict.ts';
import type { SimPipeline } from '../world/sim-project.ts';
import { MISFIRE_AFTER_MS } from './check-ledger.ts';
import { describeRun } from './sim-record.ts';
import { SKEW_MS } from './tolerances.ts';

/** Between the look that plans a record and the moment at which it is written: over a bad network, and one after the other. */
const GRACE_MS = 12_000;

/**
 * No more fires that have misfired run than their policy lets: none under `skip`, the newest of all that are due under `fire-once`, so
 * many of the newest under `catch-up`. Which of them may be told as missed is for another check.
 *
 * @param delay How long after each of its fires it is to start, in milliseconds.
 */
export function checkClockedMisfires(
  of: SimPipeline,
  runs: readonly RunRecord[],
  delay: number,
  verdict: Verdict,
): void {
  const { firesAt } = of;
  if (firesAt === undefined) return;
  const { policy, limit, afterMs } = policyOf(of);
  for (const run of runs) {
    if (run.pipeline !== of.name || run.trigger !== 'schedule' || run.reason?.code === 'MISFIRED') continue;
    const boundary = run.createdAt - afterMs - delay - GRACE_MS;
    if (run.fireTime >= boundary) continue;
    verdict.count('misfired fires that ran');
    const until = policy === 'fire-once' ? run.createdAt - delay - GRACE_MS : boundary;
    let newer = 0;
    for (let time = run.fireTime + 1_000; time < until; time += 1_000) if (firesAt(time / 1_000)) newer++;
    if (newer >= mayRun(policy, limit))
      verdict.broken.push(`${describeRun(run)} had misfired, and ran with ${newer} newer ones`);
  }
}

/**
 * A fire of upstreams is told as missed only where it was late by then, and others after it ran, as its policy has it; and under `skip`
 * none runs that was late.
 */
export function checkFollowingMisfires(of: SimPipeline, runs: readonly RunRecord[], verdict: Verdict): void {
  const { policy, limit, afterMs } = policyOf(of);
  const own = runs.filter(({ pipeline }) => pipeline === of.name);
  for (const run of own) {
    const isMissed = run.reason?.code === 'MISFIRED';
    const since = enoughAt(of, runs, run.fireTime);
    if (run.trigger !== 'upstream' || since === undefined) continue;
    if (isMissed) {
      verdict.count('fires of upstreams that were missed');
      // one that is late makes one of all under `fire-once`
      const together = policy === 'fire-once' ? own.filter((one) => isTogether(one, run)) : [run];
      const oldest = Math.min(
        ...together.map(({ fireTime }) => enoughAt(of, runs, fireTime) ?? Number.POSITIVE_INFINITY),
      );
      if (oldest >= run.createdAt - afterMs + SKEW_MS)
        verdict.lost.push(`${describeRun(run)} was missed, and was not late`);
      const ran = own.filter((one) => one.fireTime > run.fireTime && one.reason?.code !== 'MISFIRED').length;
      if (ran < mayRun(policy, limit))
        verdict.lost.push(`${describeRun(run)} was missed, and only ${ran} after it were not`);
    } else if (
      policy === 'skip' &&
      run.reason?.code !== 'UPSTREAM_TIMEOUT' &&
      since < run.createdAt - afterMs - GRACE_MS
    )
      verdict.broken.push(`${describeRun(run)} was late, and is not skipped`);
  }
}

/** Whether both may have been planned by one look. */
function isTogether(one: RunRecord, other: RunRecord): boolean {
  return one.trigger === other.trigger && Math.abs(one.createdAt - other.createdAt) <= GRACE_MS;
}

function policyOf({ pipeline: { misfire } }: SimPipeline) {
  return { policy: 'fire-once', limit: 1, afterMs: MISFIRE_AFTER_MS, ...misfire } as const;
}

/** How many of the newest run. */
function mayRun(policy: 'skip' | 'fire-once' | 'catch-up', limit: number): number {
  return { skip: 0, 'fire-once': 1, 'catch-up': limit }[policy];
}

/** When nothing that a fire waits for was missing any more; undefined = that never came. */
function enoughAt({ pipeline }: SimPipeline, runs: readonly RunRecord[], fireTime: number): number | undefined {
  const { dependsOn = [], upstreamPolicy } = pipeline;
  const ends = dependsOn.map((name) =>
    runs.find((run) => run.pipeline === name && run.fireTime === fireTime && run.state === 'succeeded'),
  );
  const known = ends.flatMap((run) => run?.finishedAt ?? []);
  if (upstreamPolicy?.any === true) return known.length === 0 ? undefined : Math.min(...known);
  return known.length < ends.length ? undefined : Math.max(...known);
}
