import type { RunRecord } from '../../../../src/runtime/ports/index.ts';
import type { TopicRecord } from '../../../support/read-topic.ts';
import type { Verdict } from '../../support/verdict.ts';
import type { SimPipeline } from '../world/sim-project.ts';
import { checkRun, MISFIRE_AFTER_MS, spanOf, type Span } from './check-ledger.ts';
import { checkClockedMisfires } from './check-misfires.ts';
import { describeRun } from './sim-record.ts';
import { SKEW_MS } from './tolerances.ts';

/** A form of a pipeline, and from when until when it was deployed, UTC milliseconds by the clock of who deployed it. */
interface Period {
  readonly from: number;
  readonly to: number;
  readonly form: SimPipeline;
}

/** What else is known of an edited pipeline. */
export interface KnownEdits {
  /** Events of the audit, oldest first. */
  readonly audit: readonly TopicRecord[];
  /** The form that has a digest. */
  formOf(digest: string): SimPipeline | undefined;
  /** Fires up to here must be on record. */
  readonly until: number;
  /** Ids of runs that a person has asked to stop. */
  readonly stopped: ReadonlySet<string>;
}

/**
 * A fire belongs to the schedule that was deployed at its time: each is on record once, by itself or in the span of one record that says
 * how many were missed; nothing else is; and what became of each is as the policies say under which it was put on record.
 */
export function checkEdited(name: string, runs: readonly RunRecord[], known: KnownEdits, verdict: Verdict): void {
  const periods = periodsOf(name, known);
  const own = runs.filter(({ pipeline }) => pipeline === name);
  verdict.count('edits of schedules and policies', Math.max(0, periods.length - 1));
  const required = new Set(
    periods.flatMap((period) => firesOf(period, period.from + SKEW_MS, Math.min(period.to, known.until))),
  );
  verdict.count('fires of edited schedules', required.size);
  const spans = own.flatMap((run) => spanOf(run) ?? []);
  checkOnce(name, own, spans, required, verdict);
  for (const span of spans)
    if (!periods.some((period) => isSpanOf(span, period)))
      verdict.broken.push(
        `${name}: ${span.count} are told as missed from ${iso(span.first)} to ${iso(span.last)}, which were not`,
      );
  for (const run of own) {
    if (!periods.some((period) => mayFire(period, run.fireTime)))
      verdict.doubled.push(`${describeRun(run)} is no fire of what was deployed at its time`);
    const form = known.formOf(run.artefactDigest);
    if (form === undefined) verdict.broken.push(`${describeRun(run)} is of what no file ever said`);
    else checkByForm(form, run, { own, required, known }, verdict);
  }
}

function periodsOf(name: string, { audit, formOf }: KnownEdits): readonly Period[] {
  const changes = audit.flatMap(({ type, event: { at, data } }) => {
    const form =
      data['pipeline'] === name && type.startsWith('deployment.') ? formOf(String(data['digest'])) : undefined;
    return form === undefined ? [] : [{ from: at, form }];
  });
  return changes.map(({ from, form }, index) => ({
    from,
    to: changes[index + 1]?.from ?? Number.POSITIVE_INFINITY,
    form,
  }));
}

function checkOnce(
  name: string,
  own: readonly RunRecord[],
  spans: readonly Span[],
  required: ReadonlySet<number>,
  verdict: Verdict,
): void {
  const recorded = new Set(own.map(({ fireTime }) => fireTime));
  if (recorded.size < own.length) verdict.doubled.push(`${name}: a fire is on record twice`);
  for (const time of required) {
    const told = spans.filter(({ first, last }) => time >= first && time <= last);
    const alone = recorded.has(time) && !told.some(({ last }) => last === time);
    if (told.length + Number(alone) === 0)
      verdict.lost.push(`${name} has no record of ${iso(time)}, by the schedule of then`);
    if (told.length + Number(alone) > 1) verdict.doubled.push(`${name}: ${iso(time)} is told twice`);
  }
}

interface Around {
  readonly own: readonly RunRecord[];
  readonly required: ReadonlySet<number>;
  readonly known: KnownEdits;
}

/** By the form with which it was put on record. */
function checkByForm(form: SimPipeline, run: RunRecord, { own, required, known }: Around, verdict: Verdict): void {
  const isCancelling = (one: RunRecord): boolean =>
    one.fireTime > run.fireTime && known.formOf(one.artefactDigest)?.pipeline.overlap === 'cancel-running';
  const stopped = own.some(isCancelling) ? new Set([...known.stopped, run.id]) : known.stopped;
  checkRun(form, run, { until: known.until, stopped }, verdict);
  const isFire = (second: number): boolean => required.has(second * 1_000);
  checkClockedMisfires({ ...form, firesAt: isFire }, [run], 0, verdict);
  const { policy, afterMs = MISFIRE_AFTER_MS } = form.pipeline.misfire ?? { policy: 'fire-once' };
  const span = spanOf(run);
  if (span === undefined) return;
  // of what was due by the schedule before, and is not late, the overlap policy may let the newest alone run
  if (run.reason?.message.includes('by the schedule that the pipeline had before') === true) {
    verdict.count('fires missed by a change of the schedule', span.count);
    return;
  }
  const boundary = span.recordedAt - afterMs;
  if (span.first >= boundary) verdict.lost.push(`${describeRun(run)} tells fires as missed that were not late`);
  if (policy === 'skip' && span.last >= boundary)
    verdict.lost.push(`${describeRun(run)} tells a fire as missed that was on time`);
}

/** All fires of a form after a moment, up to and at another. */
function firesOf({ form }: Period, after: number, upTo: number): readonly number[] {
  const fires: number[] = [];
  for (let second = Math.floor(after / 1_000) + 1; second * 1_000 <= upTo; second++)
    if (form.firesAt?.(second) === true) fires.push(second * 1_000);
  return fires;
}

/** Whether a fire can be of a period: within it, or the slot of a fixed rate that was due when it began. */
function mayFire(period: Period, time: number): boolean {
  const { form, to } = period;
  return form.firesAt?.(time / 1_000) === true && time >= begin(period) && time <= to + SKEW_MS;
}

function begin({ form, from }: Period): number {
  const { schedule } = form.pipeline;
  return schedule?.kind === 'every' ? from - schedule.intervalMs - SKEW_MS : from - SKEW_MS;
}

/** A record of missed fires is of one schedule, and says how many they are. */
function isSpanOf({ first, last, count }: Span, period: Period): boolean {
  return mayFire(period, first) && mayFire(period, last) && firesOf(period, first - 1, last).length === count;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
