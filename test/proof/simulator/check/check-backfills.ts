import { FINAL_RUN_STATES, type RunRecord } from '../../../../src/runtime/ports/index.ts';
import type { TopicRecord } from '../../../support/read-topic.ts';
import type { Verdict } from '../../support/verdict.ts';
import type { SharedDatabase } from '../world/shared-database.ts';
import type { SimPipeline } from '../world/sim-project.ts';
import type { JobSpan } from './check-order.ts';
import { describeRun } from './sim-record.ts';

/** Between two fires that are looked for, milliseconds; of a range of values each place stands by itself. */
const FIRES_MS = 1_000;

/** A backfill as the database has it. */
interface SimBackfill {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly concurrency: number;
  readonly onFailure: string;
  readonly state: string;
}

/** What is known of a pipeline's backfills beside their rows. */
export interface KnownBackfills {
  readonly database: SharedDatabase;
  /** Events of runs, in their order. */
  readonly events: readonly TopicRecord[];
  /** Ids of backfills that people were told are on record. */
  readonly promised: ReadonlySet<string>;
  /** Ids of runs that a person has asked to stop. */
  readonly stopped: ReadonlySet<string>;
  /** Whether the pipeline is paused, so that nothing is handed out. */
  readonly isPaused: boolean;
}

/**
 * Each fire of a backfill's range ran, once for each that had it; what ended is as its runs ended, and never were more of them open than its concurrency lets.
 * By the rows of the backfills, the fires of the pipeline's own arithmetic and the events.
 */
export function checkBackfills(
  of: SimPipeline,
  runs: readonly RunRecord[],
  known: KnownBackfills,
  verdict: Verdict,
): void {
  const backfills = backfillsIn(known.database, of.name);
  const own = runs.filter((run) => run.pipeline === of.name && run.trigger === 'backfill');
  const ids = new Set(backfills.map(({ id }) => id));
  const isFire = (time: number): boolean => time < 0 || of.firesAt?.(time / FIRES_MS) === true;
  for (const id of known.promised)
    if (!ids.has(id)) verdict.lost.push(`backfill ${id} was promised and is not on record`);
  for (const run of own) {
    if (!isFire(run.fireTime) || !backfills.some((one) => isOf(one, run)))
      verdict.doubled.push(`${describeRun(run)} is no fire of a backfill`);
    const successes = run.attempts.filter(({ state }) => state === 'succeeded').length;
    if (successes > backfills.filter((one) => isOf(one, run)).length)
      verdict.doubled.push(`${describeRun(run)} succeeded ${successes} times, and no backfill asked for that`);
    if (run.state === 'cancelled' && !known.stopped.has(run.id))
      verdict.lost.push(`${describeRun(run)} of a backfill was stopped by nobody`);
  }
  if (new Set(own.map(({ fireTime }) => fireTime)).size < own.length)
    verdict.doubled.push(`${of.name}: a fire of a backfill is on record twice`);
  for (const one of backfills) {
    verdict.count(`backfills ${one.state}`);
    checkEnd({ name: of.name, isFire }, one, own, known, verdict);
    checkConcurrency(of, one, backfills, known.events, verdict);
  }
}

/** The runs of backfills are apart from those of the schedule and of people, where the overlap policy keeps runs apart. `backfilled`: ids of their runs. */
export function checkJobsBesideBackfills(
  of: SimPipeline,
  jobs: readonly JobSpan[],
  backfilled: ReadonlySet<string>,
  verdict: Verdict,
): void {
  if (of.pipeline.overlap === 'allow') return;
  const own = jobs.filter(({ pipeline }) => pipeline === of.name);
  const isBackfilled = ({ run }: JobSpan): boolean => backfilled.has(run);
  for (const job of own.filter(isBackfilled)) {
    const beside = own.find((one) => !isBackfilled(one) && one.from < job.to && job.from < one.to);
    if (beside !== undefined)
      verdict.doubled.push(`${of.name}: job ${job.name} of a backfill ran beside ${beside.name}`);
  }
}

function checkEnd(
  { name, isFire }: { readonly name: string; readonly isFire: (time: number) => boolean },
  backfill: SimBackfill,
  own: readonly RunRecord[],
  { isPaused }: KnownBackfills,
  verdict: Verdict,
): void {
  const { id, from, to, state, onFailure } = backfill;
  const of = own.filter((run) => isOf(backfill, run));
  const unsuccessful = of.filter((run) => run.state !== 'succeeded');
  const missing: number[] = [];
  for (let time = from; time <= to; time += from < 0 ? 1 : FIRES_MS)
    if (isFire(time) && !of.some(({ fireTime }) => fireTime === time)) missing.push(time);
  const isWhole = state === 'succeeded' || (state === 'failed' && onFailure === 'continue');
  if (isWhole && missing.length > 0)
    verdict.lost.push(
      `backfill ${id} of ${name} ${state} without ${missing.map((time) => new Date(time).toISOString()).join()}`,
    );
  if (state === 'succeeded' && unsuccessful.length > 0)
    verdict.broken.push(`backfill ${id} of ${name} succeeded, and ${unsuccessful.map(describeRun).join()}`);
  if (state === 'failed' && unsuccessful.length === 0)
    verdict.broken.push(`backfill ${id} of ${name} failed, and none of its runs did`);
  if ((state === 'waiting' || state === 'running') && !isPaused)
    verdict.lost.push(`backfill ${id} of ${name} has not ended`);
}

function checkConcurrency(
  { name }: SimPipeline,
  backfill: SimBackfill,
  all: readonly SimBackfill[],
  events: readonly TopicRecord[],
  verdict: Verdict,
): void {
  // where another had the same fires before or after it, nobody can tell whose run it is
  const others = all.filter(({ id }) => id !== backfill.id);
  const open = new Set<string>();
  let most = 0;
  for (const { event } of events) {
    const { pipeline, run, to, fireTime } = event.data;
    const at = Number(fireTime);
    if (pipeline !== name || !isWithin(backfill, at) || others.some((other) => isWithin(other, at))) continue;
    if (FINAL_RUN_STATES.some((state) => state === to)) open.delete(String(run));
    else open.add(String(run));
    most = Math.max(most, open.size);
  }
  if (most > 1) verdict.count('backfills with runs side by side');
  if (most > backfill.concurrency)
    verdict.broken.push(`backfill ${backfill.id} of ${name} had ${most} runs open, of ${backfill.concurrency}`);
}

function isOf(backfill: SimBackfill, { fireTime }: RunRecord): boolean {
  return isWithin(backfill, fireTime);
}

function isWithin({ from, to }: SimBackfill, time: number): boolean {
  return time >= from && time <= to;
}

function backfillsIn(database: SharedDatabase, pipeline: string): readonly SimBackfill[] {
  return database
    .rows(
      `select id, range_from as "from", range_to as "to", concurrency, on_failure as onFailure, state
       from sluice_backfill where pipeline = '${pipeline}' order by id`,
    )
    .map(({ id, from, to, concurrency, onFailure, state }) => ({
      id: String(id),
      from: Number(from),
      to: Number(to),
      concurrency: Number(concurrency),
      onFailure: String(onFailure),
      state: String(state),
    }));
}
