import type { NormalisedPipeline } from '../../compiler/index.ts';
import { dueTimeOf, MISFIRE_AFTER_MS, startDelay, windowStart } from '../../time/index.ts';
import type { DeploymentKey, FireRequest, Store } from '../ports/index.ts';
import { misfiredReason, pausedReason, SCHEDULE_CHANGED_REASON } from './misfire-reasons.ts';
import { partsBetween } from './missed-parts.ts';
import { planDue, type MisfirePolicy, type SkippedFires } from './plan-due.ts';

/** A clock that another takes the place of while a fire of it is due. */
export interface ChangedClock {
  readonly key: DeploymentKey;
  /** What said when it fires. */
  readonly was: Pick<NormalisedPipeline, 'schedule' | 'freezes'>;
  /** The policy that is deployed from now on. */
  readonly misfire: MisfirePolicy;
  /** The next fire by the clock that goes, UTC milliseconds; not later than `now`. */
  readonly from: number;
  readonly now: number;
  readonly isPaused: boolean;
}

/** How one of its fires is to be recorded. */
export type FireBefore = Pick<
  FireRequest,
  'fireTime' | 'previousFireTime' | 'dueTime' | 'trigger' | 'parameters' | 'state' | 'reason'
>;

/**
 * What becomes of the fires that were due by a clock before it was changed: nobody would fire them any more. By the misfire policy, each
 * with the window that it had; those that run wait for their turn, for upstreams and for the end of a freeze as any run on record does.
 * Of a pipeline that is paused none runs.
 */
export async function firesBeforeChange(
  store: Pick<Store, 'nextRun'>,
  change: ChangedClock,
): Promise<readonly FireBefore[]> {
  const { was, now } = change;
  const misfire = policyOf(change);
  const found: FireBefore[] = [];
  for (let from: number | undefined = change.from; from !== undefined && from <= now;) {
    const { skipped, fires, next } = planDue(was.schedule, misfire, from, now);
    if (skipped !== undefined) found.push(...(await missed(store, change, skipped)));
    for (const { fireTime } of fires)
      found.push({ ...fireOf(change, fireTime), state: 'waiting', reason: SCHEDULE_CHANGED_REASON });
    from = next;
  }
  return found;
}

/** What is late counts from when it was to start, as for who plans what is due. */
function policyOf({ key, was, misfire, isPaused }: ChangedClock): MisfirePolicy {
  if (isPaused) return { policy: 'skip', limit: 0, afterMs: -1 };
  return { ...misfire, afterMs: (misfire.afterMs ?? MISFIRE_AFTER_MS) + startDelay(was.schedule, key) };
}

async function missed(
  store: Pick<Store, 'nextRun'>,
  change: ChangedClock,
  skipped: SkippedFires,
): Promise<readonly FireBefore[]> {
  const reasonOf = change.isPaused ? pausedReason : misfiredReason;
  const records: FireBefore[] = [];
  for (let from: number | undefined = skipped.first; from !== undefined;) {
    const { parts, rest } = await partsBetween(store, change.key, change.was.schedule, { ...skipped, first: from });
    records.push(
      ...parts.map((part): FireBefore => ({
        ...fireOf(change, part.last),
        state: 'skipped',
        reason: reasonOf(part),
      })),
    );
    from = rest;
  }
  return records;
}

function fireOf({ key, was }: ChangedClock, fireTime: number): Omit<FireBefore, 'state'> {
  const { time } = dueTimeOf(fireTime, was, key);
  return {
    fireTime,
    previousFireTime: windowStart(was.schedule, fireTime),
    ...(time === fireTime ? {} : { dueTime: time }),
    trigger: 'schedule',
    parameters: {},
  };
}
