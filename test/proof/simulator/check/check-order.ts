import type { RunRecord } from '../../../../src/runtime/ports/index.ts';
import type { Verdict } from '../../support/verdict.ts';
import type { SimPipeline } from '../world/sim-project.ts';
import { describeRun } from './sim-record.ts';

/** Two processes may tell the same moment this differently: their clocks are wrong, and steps take time. */
const SKEW_MS = 1_000;

/** A job as the simulated engine saw it, by the true clock. */
export interface JobSpan {
  readonly pipeline: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** No two jobs of a pipeline at once, but under \`allow\`. */
export function checkJobs(of: SimPipeline, jobs: readonly JobSpan[], verdict: Verdict): void {
  const own = jobs.filter((job) => job.pipeline === of.name).toSorted((left, right) => left.from - right.from);
  verdict.count('jobs', own.length);
  if (of.pipeline.overlap === 'allow') return;
  let before: JobSpan | undefined;
  for (const job of own) {
    if (before !== undefined && job.from < before.to) {
      verdict.doubled.push(`${of.name}: job ${job.name} began ${before.to - job.from} ms before ${before.name} ended`);
    }
    if (before === undefined || job.to > before.to) before = job;
  }
}

/** The follower ran for every fire time that all its upstreams share, and for no other. */
export function checkFollower(of: SimPipeline, runs: readonly RunRecord[], until: number, verdict: Verdict): void {
  const succeeded = (of.pipeline.dependsOn ?? []).map(
    (name) =>
      new Map(
        runs.filter((run) => run.pipeline === name && run.state === 'succeeded').map((run) => [run.fireTime, run]),
      ),
  );
  const own = new Map(runs.filter((run) => run.pipeline === of.name).map((run) => [run.fireTime, run]));
  const first = Math.min(...own.keys());
  for (const [time, run] of own) {
    if (!succeeded.every((times) => times.has(time)))
      verdict.doubled.push(`${describeRun(run)}: its upstreams have not succeeded`);
  }
  for (const time of succeeded[0]?.keys() ?? []) {
    if (time < first || time > until || own.has(time)) continue;
    if (succeeded.every((times) => times.has(time)))
      verdict.lost.push(`${of.name} did not run for ${new Date(time).toISOString()}`);
  }
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
