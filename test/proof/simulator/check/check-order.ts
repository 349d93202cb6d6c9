import type { RunRecord } from '../../../../src/runtime/ports/index.ts';
import type { Verdict } from '../../support/verdict.ts';
import type { SimPipeline } from '../world/sim-project.ts';
import { describeRun } from './sim-record.ts';
import { SKEW_MS } from './tolerances.ts';

/** A job as the simulated engine saw it, by the true clock. */
export interface JobSpan {
  readonly pipeline: string;
  readonly name: string;
  /** Id of its run. */
  readonly run: string;
  readonly from: number;
  readonly to: number;
}

/** No two jobs of a pipeline at once, but where one of them was put on record under \`allow\`. */
export function checkJobs(
  of: SimPipeline,
  jobs: readonly JobSpan[],
  isAllowed: (job: JobSpan) => boolean,
  verdict: Verdict,
): void {
  const own = jobs.filter((job) => job.pipeline === of.name).toSorted((left, right) => left.from - right.from);
  verdict.count('jobs', own.length);
  let before: JobSpan | undefined;
  for (const job of own) {
    if (before !== undefined && job.from < before.to && !isAllowed(job) && !isAllowed(before)) {
      verdict.doubled.push(`${of.name}: job ${job.name} began ${before.to - job.from} ms before ${before.name} ended`);
    }
    if (before === undefined || job.to > before.to) before = job;
  }
}

/** The follower ran for every fire time that all its upstreams share, or where any is enough one has, and for no other. */
export function checkFollower(of: SimPipeline, runs: readonly RunRecord[], until: number, verdict: Verdict): void {
  const succeeded = (of.pipeline.dependsOn ?? []).map(
    (name) => new Set(runs.filter((run) => run.pipeline === name && run.state === 'succeeded').map(fireTimeOf)),
  );
  const isEnough = (time: number): boolean =>
    of.pipeline.upstreamPolicy?.any === true
      ? succeeded.some((times) => times.has(time))
      : succeeded.every((times) => times.has(time));
  const own = new Map(runs.filter((run) => run.pipeline === of.name).map((run) => [run.fireTime, run]));
  const first = Math.min(...own.keys());
  for (const [time, run] of own) {
    if (!isEnough(time)) verdict.doubled.push(`${describeRun(run)}: its upstreams have not succeeded`);
    const windows = runs.filter((one) => of.pipeline.dependsOn?.includes(one.pipeline) && one.fireTime === time);
    if (!windows.some(({ previousFireTime }) => previousFireTime === run.previousFireTime))
      verdict.broken.push(`${describeRun(run)} has the window of none of its upstreams`);
  }
  for (const time of new Set(succeeded.flatMap((times) => [...times]))) {
    if (time < first || time > until || own.has(time)) continue;
    if (isEnough(time)) verdict.lost.push(`${of.name} did not run for ${new Date(time).toISOString()}`);
  }
}

function fireTimeOf({ fireTime }: RunRecord): number {
  return fireTime;
}

/** The waiter never began before the newest fire of its upstream up to its own had succeeded. */
export function checkWaiter(
  of: SimPipeline,
  upstream: SimPipeline,
  runs: readonly RunRecord[],
  verdict: Verdict,
): void {
  const found = new Map(runs.filter((run) => run.pipeline === upstream.name).map((run) => [run.fireTime, run]));
  for (const run of runs.filter((one) => one.pipeline === of.name && one.state === 'succeeded')) {
    let time = run.fireTime;
    while (time > run.previousFireTime && upstream.firesAt?.(time / 1_000) !== true) time -= 1_000;
    const required = time > run.previousFireTime ? found.get(time) : undefined;
    if (required === undefined || required.reason?.code === 'MISFIRED') continue;
    verdict.count('fires waited for');
    if (required.state !== 'succeeded')
      verdict.broken.push(`${describeRun(run)} ran although ${describeRun(required)}`);
    else if ((run.startedAt ?? 0) + SKEW_MS < (required.finishedAt ?? 0)) {
      verdict.broken.push(`${describeRun(run)} began before ${describeRun(required)} had ended`);
    }
  }
}

/**
 * What waits for several, for a while: it began only when enough of them had succeeded, or after its time; and what ended for want of them
 * did so after that time, when they had not: an executor may have been frozen between the moment that it tells and the telling.
 *
 * @param toldAt The place of a run's last event among all of them, by the run's id.
 */
export function checkPatient(
  of: SimPipeline,
  upstreams: readonly SimPipeline[],
  runs: readonly RunRecord[],
  toldAt: ReadonlyMap<string, number>,
  verdict: Verdict,
): void {
  const { any, timeout = { ms: 0, outcome: 'fail' } } = of.pipeline.upstreamPolicy ?? {};
  for (const run of runs.filter((one) => one.pipeline === of.name)) {
    const isTimedOut = run.reason?.code === 'UPSTREAM_TIMEOUT';
    const began = run.attempts[0]?.startedAt;
    const moment = isTimedOut && run.finishedAt !== undefined ? run.finishedAt : began;
    if (moment === undefined || run.trigger === 'manual') continue;
    const deadline = Math.max(run.fireTime, run.createdAt) + timeout.ms;
    const isKnown = ({ id }: RunRecord): boolean => !isTimedOut || (toldAt.get(id) ?? 0) < (toldAt.get(run.id) ?? 0);
    const successes = upstreams.map((upstream) => successBefore(upstream, runs, run, isKnown));
    // An upstream whose fires were told in another record is for another check.
    if (successes.includes('unknown')) continue;
    const waitedFor = successes.filter((at): at is number => typeof at === 'number');
    const enough =
      waitedFor.length === 0
        ? Number.NEGATIVE_INFINITY
        : any === true
          ? Math.min(...waitedFor)
          : Math.max(...waitedFor);
    if (isTimedOut && run.finishedAt !== undefined && began === undefined) {
      verdict.count('waits that were ended');
      if (moment < deadline) verdict.broken.push(`${describeRun(run)} was given up before its time`);
      if (enough + SKEW_MS < deadline)
        verdict.broken.push(`${describeRun(run)} was given up though its upstreams succeeded`);
    } else if (moment + SKEW_MS < Math.min(enough, timeout.outcome === 'run' ? deadline : Number.POSITIVE_INFINITY)) {
      verdict.broken.push(`${describeRun(run)} began before its upstreams had succeeded`);
    }
  }
}

/** When the fire of an upstream succeeded that a run waits for; infinite = it did not, `none` = there is none to wait for. */
function successBefore(
  upstream: SimPipeline,
  runs: readonly RunRecord[],
  waiter: RunRecord,
  isKnown: (run: RunRecord) => boolean,
): number | 'none' | 'unknown' {
  let time = waiter.fireTime;
  while (time > waiter.previousFireTime && upstream.firesAt?.(time / 1_000) !== true) time -= 1_000;
  if (time <= waiter.previousFireTime) return 'none';
  const found = runs.find((run) => run.pipeline === upstream.name && run.fireTime === time);
  if (found === undefined || found.reason?.code === 'MISFIRED' || found.attempts.length > 1) return 'unknown';
  return found.state === 'succeeded' && isKnown(found) ? (found.finishedAt ?? 0) : Number.POSITIVE_INFINITY;
}
