import { FINAL_RUN_STATES, type RunRecord } from '../../../../src/runtime/ports/index.ts';
import type { Verdict } from '../../support/verdict.ts';
import { startDelay } from '../../../../src/time/index.ts';
import { SCOPE, type SimPipeline } from '../world/sim-project.ts';
import type { SkippedFires } from './holds.ts';
import { describeRun } from './sim-record.ts';

/** A fire later than this has misfired, unless its pipeline says otherwise; what the documentation of \`misfire\` says. */
export const MISFIRE_AFTER_MS = 60_000;

/** What else is known of a pipeline's fires. */
export interface KnownFires {
  /** Fires that were to start up to here must be on record, and all of an earlier time must have ended. */
  readonly until: number;
  /** When it fires next. */
  readonly next: number;
  /** Whether it is paused, so that its clock stands still. */
  readonly isPaused: boolean;
  /** What a person had left out of its fires. */
  readonly skipped: readonly SkippedFires[];
  /** Ids of runs that a person has asked to stop. */
  readonly stopped: ReadonlySet<string>;
}

/**
 * Every fire of a clocked pipeline from the first on is on record once: by itself, or in the span of one record that
 * says how many were missed and why they were not made up for, which the policy must allow.
 */
export function checkLedger(of: SimPipeline, runs: readonly RunRecord[], known: KnownFires, verdict: Verdict): void {
  const { next, skipped } = known;
  const until = known.isPaused ? Math.min(known.until, next - 1 + delayOf(of)) : known.until;
  const all = runs.filter((run) => run.pipeline === of.name);
  verdict.count('fires', all.length);
  for (const run of all) checkRun(of, run, { ...known, until }, verdict);
  // what a backfill runs is of a time before the clock began
  const own = all.filter(({ trigger }) => trigger !== 'backfill');
  const { firesAt } = of;
  const [first] = own;
  if (firesAt === undefined) return;
  if (first === undefined) {
    if (!(next > until)) verdict.lost.push(`${of.name} never fired`);
    return;
  }
  const recorded = new Map(own.map((run) => [run.fireTime, run]));
  if (recorded.size < own.length) verdict.doubled.push(`${of.name}: a fire is on record twice`);
  const spans = own.flatMap((run) => spanOf(run) ?? []);
  const start = spans[0] === undefined ? first.fireTime : Math.min(first.fireTime, spans[0].first);
  const expected: number[] = [];
  const latest = until - delayOf(of);
  for (let time = start; time <= latest; time += 1_000) if (firesAt(time / 1_000)) expected.push(time);
  for (const time of expected) {
    if (skipped.some(({ from, to }) => time >= from && time < to)) continue;
    const told = spans.filter((span) => time >= span.first && time <= span.last);
    const alone = recorded.has(time) && !told.some((span) => span.last === time);
    if (told.length + Number(alone) === 0)
      verdict.lost.push(`${of.name} has no record of ${new Date(time).toISOString()}`);
    if (told.length + Number(alone) > 1)
      verdict.doubled.push(`${of.name}: ${new Date(time).toISOString()} is told twice`);
  }
  for (const run of own) {
    if (!firesAt(run.fireTime / 1_000)) verdict.doubled.push(`${describeRun(run)} is no fire of its schedule`);
  }
  for (const span of spans) checkSpan(of, span, firesAt, verdict);
}

/** What holds of each run, whatever else is on record. */
export function checkRun(
  of: SimPipeline,
  run: RunRecord,
  { until, stopped }: Pick<KnownFires, 'until' | 'stopped'>,
  verdict: Verdict,
): void {
  if (run.trigger === 'schedule' && run.createdAt < run.fireTime + delayOf(of))
    verdict.broken.push(`${describeRun(run)} is on record before its start was due`);
  verdict.count('attempts', run.attempts.length);
  verdict.count(`runs ${run.state}`);
  const successes = run.attempts.filter(({ state }) => state === 'succeeded').length;
  // how often those of backfills may is for another check: each of several is of a fire that has run already
  if (successes > 1 && run.trigger !== 'backfill')
    verdict.doubled.push(`${describeRun(run)} succeeded ${successes} times`);
  const numbers = run.attempts.map(({ number }) => number);
  if (numbers.some((number, index) => number !== index + 1)) {
    verdict.broken.push(`${describeRun(run)} has attempts ${numbers.join(', ')}`);
  }
  if (run.fireTime > until) return;
  if (!FINAL_RUN_STATES.includes(run.state)) verdict.lost.push(`${describeRun(run)} has not ended`);
  const { retry, overlap, dependsOn = [], upstreamPolicy } = of.pipeline;
  const isTimedOut = run.reason?.code === 'UPSTREAM_TIMEOUT';
  if (run.state === 'failed' && !isTimedOut) {
    const counted = run.attempts.filter(({ reason }) => reason?.code !== 'SHUTDOWN').length;
    if (counted < (retry?.attempts ?? 1)) verdict.lost.push(`${describeRun(run)} was given up too early`);
  }
  if (run.state === 'cancelled' && overlap !== 'cancel-running' && !stopped.has(run.id))
    verdict.lost.push(`${describeRun(run)} was stopped by nobody`);
  const code = run.reason?.code ?? '';
  const allowed =
    // which of them have misfired, and what has a deadline that is over, is for other checks
    (code === 'MISFIRED' && (run.trigger === 'schedule' || run.trigger === 'upstream')) ||
    code === 'STARTING_DEADLINE' ||
    (code === 'OVERLAP' && overlap === 'skip') ||
    (code === 'OVERLAP_QUEUE_FULL' && overlap === 'queue-one') ||
    (code === 'UPSTREAM_NOT_SUCCEEDED' && dependsOn.length > 0 && upstreamPolicy?.timeout === undefined) ||
    (isTimedOut && upstreamPolicy?.timeout?.outcome === 'skip') ||
    // which of them a freeze may skip is for another check
    (code === 'FROZEN' && of.pipeline.freezes !== undefined);
  if (run.state === 'skipped' && !allowed) verdict.lost.push(`${describeRun(run)} was skipped against its policy`);
}

/** How long after each of its fires it is to start. */
export function delayOf({ name, pipeline: { schedule } }: SimPipeline): number {
  return schedule === undefined ? 0 : startDelay(schedule, { ...SCOPE, pipeline: name });
}

export interface Span {
  readonly first: number;
  readonly last: number;
  readonly count: number;
  readonly recordedAt: number;
}

/** What a record of missed fires says that it stands for; its words say the same. */
export function spanOf(run: RunRecord): Span | undefined {
  if (run.reason?.code !== 'MISFIRED') return undefined;
  const { message, missed } = run.reason;
  const { from = '', to = '', count = 0 } = missed ?? {};
  const told = count > 1 ? `${count} fires from ${from} to ${to} were ` : `the fire of ${to} was `;
  if (!message.startsWith(told)) return { first: Number.NaN, last: Number.NaN, count: 0, recordedAt: run.createdAt };
  return { first: Date.parse(from), last: Date.parse(to), count, recordedAt: run.createdAt };
}

function checkSpan(of: SimPipeline, span: Span, firesAt: (second: number) => boolean, verdict: Verdict): void {
  let inside = 0;
  let lateBehind = 0;
  const { policy, limit, afterMs = MISFIRE_AFTER_MS } = of.pipeline.misfire ?? { policy: 'fire-once', limit: 1 };
  const boundary = span.recordedAt - afterMs - delayOf(of);
  for (let time = span.first; time <= Math.max(span.last, boundary); time += 1_000) {
    if (!firesAt(time / 1_000)) continue;
    if (time <= span.last) inside++;
    else if (time < boundary) lateBehind++;
  }
  verdict.count('fires missed and told', inside);
  const at = `${of.name}, missed from ${new Date(span.first).toISOString()}`;
  if (inside !== span.count) verdict.broken.push(`${at}: ${span.count} are told, ${inside} were missed`);
  if (span.first >= boundary) verdict.lost.push(`${at}: was not late enough to be skipped`);
  if (policy === 'skip' && span.last >= boundary) verdict.lost.push(`${at}: fires that were on time are skipped`);
  if (policy === 'catch-up' && lateBehind < limit)
    verdict.lost.push(`${at}: only ${lateBehind} of ${limit} are caught up with`);
}
