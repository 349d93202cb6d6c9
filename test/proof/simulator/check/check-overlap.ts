import { FINAL_RUN_STATES } from '../../../../src/runtime/ports/index.ts';
import type { TopicRecord } from '../../../support/read-topic.ts';
import type { Verdict } from '../../support/verdict.ts';
import type { SimPipeline } from '../world/sim-project.ts';

/** Between what a look has read and what it writes: over a bad network, of a process that stood still for less than its lease. */
const GRACE_MS = 14_000;
const ON_ITS_WAY: ReadonlySet<string> = new Set(['scheduled', 'claimed', 'starting', 'running', 'retry-wait']);
const QUEUES: ReadonlySet<string> = new Set(['OVERLAP_QUEUED', 'OVERLAP_CANCELLING', 'BACKFILL']);

/** A run that is not over, as events tell it. */
interface OpenRun {
  readonly id: string;
  readonly state: string;
  readonly fireTime: number;
  readonly code: string;
  readonly backfill: string | undefined;
}

/** A step of a run. */
interface Step extends OpenRun {
  readonly from: string | undefined;
  readonly at: number;
  readonly overlap: SimPipeline['pipeline']['overlap'];
}

/** What is known beside the events. */
export interface KnownOverlap {
  /** The form that a run was put on record with. */
  formOf(digest: string): SimPipeline | undefined;
  /** Ids of runs that somebody has asked to stop. */
  readonly asked: ReadonlySet<string>;
}

/**
 * Every overlap policy by what the events of a pipeline say, in their order: none but of \`allow\` is put on its way beside another, or
 * before an earlier one that waits; \`skip\` skips beside one, \`queue-one\` has one in its queue and skips beside that; \`queue-all\`
 * skips none; \`cancel-running\` stops what is on its way; \`allow\` waits for none. The runs of one backfill go side by side.
 */
export function checkOverlap(events: readonly TopicRecord[], { formOf, asked }: KnownOverlap, verdict: Verdict): void {
  const open = new Map<string, Map<string, OpenRun>>();
  const ended = new Map<string, Step[]>();
  for (const { event } of events) {
    const { data, at } = event;
    const overlap = formOf(String(data['artefactDigest']))?.pipeline.overlap;
    const name = String(data['pipeline']);
    const others = open.get(name) ?? new Map<string, OpenRun>();
    open.set(name, others);
    const step = stepOf(data, at, others.get(String(data['run'])), overlap);
    if (step === undefined) continue;
    others.delete(step.id);
    const past = (ended.get(name) ?? []).filter((one) => one.at >= at - GRACE_MS);
    checkStep(name, step, { open: [...others.values()], past, asked }, verdict);
    if (!FINAL_RUN_STATES.some((state) => state === step.state)) others.set(step.id, step);
    // what has left its wait, or is over, may have been there at the look
    ended.set(name, [...past, step]);
  }
}

function stepOf(
  data: Readonly<Record<string, unknown>>,
  at: number,
  before: OpenRun | undefined,
  overlap: Step['overlap'],
): Step | undefined {
  if (typeof data['run'] !== 'string' || typeof data['to'] !== 'string') return undefined;
  const { reason, backfill, from } = data as { reason?: { code?: string }; backfill?: string; from?: string };
  return {
    id: data['run'],
    state: data['to'],
    from,
    fireTime: Number(data['fireTime']),
    code: reason?.code ?? before?.code ?? '',
    backfill: backfill ?? before?.backfill,
    at,
    overlap,
  };
}

interface Beside {
  readonly open: readonly OpenRun[];
  /** Steps of the time in which a look may have been. */
  readonly past: readonly Step[];
  readonly asked: ReadonlySet<string>;
}

function checkStep(name: string, step: Step, beside: Beside, verdict: Verdict): void {
  const { id, state, from, overlap } = step;
  if (overlap === undefined) return;
  const isPutOnItsWay = ON_ITS_WAY.has(state) && (from === undefined || !ON_ITS_WAY.has(from));
  if (isPutOnItsWay && overlap !== 'allow') checkAlone(name, step, beside, verdict);
  if (from !== undefined) return;
  verdict.count(`recorded under ${overlap}`);
  const wasThere = (is: (one: OpenRun) => boolean): boolean =>
    beside.open.some(is) || beside.past.some((one) => one.id !== id && is(one));
  if (step.code === 'OVERLAP') {
    verdict.count('skipped for overlap');
    if (!wasThere(() => true)) verdict.broken.push(`${name}: run ${id} was skipped beside no other`);
  }
  if (step.code === 'OVERLAP_QUEUE_FULL') {
    verdict.count('skipped beside a queued one');
    const isQueued = (one: OpenRun): boolean => one.state === 'waiting' || (one as Step).from === 'waiting';
    if (!wasThere(isQueued)) verdict.broken.push(`${name}: run ${id} was skipped, and none was queued`);
  }
  if (step.state !== 'waiting') return;
  if (overlap === 'allow' && QUEUES.has(step.code))
    verdict.broken.push(`${name}: run ${id} waits for another under \`allow\``);
  if (step.code === 'OVERLAP_QUEUED' && overlap === 'queue-one') {
    verdict.count('queued as the one');
    const other = beside.open.find((one) => one.state === 'waiting' && one.code === 'OVERLAP_QUEUED');
    if (other !== undefined) verdict.broken.push(`${name}: run ${id} is queued beside ${other.id}`);
  }
  if (step.code === 'OVERLAP_CANCELLING') checkStopped(name, step, beside, verdict);
}

function checkAlone(name: string, step: Step, { open }: Beside, verdict: Verdict): void {
  const { id, from, fireTime, backfill } = step;
  verdict.count('put on their way alone');
  const isSibling = (one: OpenRun): boolean => backfill !== undefined && one.backfill === backfill;
  const other = open.find((one) => ON_ITS_WAY.has(one.state) && !isSibling(one));
  if (other !== undefined)
    verdict.doubled.push(`${name}: run ${id} was put on its way beside ${other.id}, which is ${other.state}`);
  if (from !== 'waiting') return;
  verdict.count('let go from a queue');
  const earlier = open.find((one) => one.state === 'waiting' && one.fireTime < fireTime);
  if (earlier !== undefined)
    verdict.broken.push(`${name}: run ${id} was let go before ${earlier.id}, which is earlier`);
}

/** What was on its way when a fire came that stops it was asked to stop, unless a backfill has it. */
function checkStopped(name: string, { id }: Step, { open, asked }: Beside, verdict: Verdict): void {
  for (const one of open) {
    if (!ON_ITS_WAY.has(one.state) || one.backfill !== undefined) continue;
    verdict.count('stopped for the next one');
    if (!asked.has(one.id)) verdict.broken.push(`${name}: run ${one.id} was not stopped for ${id}`);
  }
}
