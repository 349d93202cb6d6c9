import type { NormalisedPipeline } from '../../compiler/index.ts';
import { dueTimeOf, MISFIRE_AFTER_MS, skipAt, startDelay, windowStart } from '../../time/index.ts';
import type { DeploymentKey, FireRequest, Store } from '../ports/index.ts';
import { changedReason, frozenReason, pausedReason, SCHEDULE_CHANGED_REASON } from './misfire-reasons.ts';
import { partsBetween } from './missed-parts.ts';
import {
  newestBefore,
  newestFires,
  planDue,
  range,
  type MisfirePolicy,
  type PlannedFire,
  type SkippedFires,
} from './plan-due.ts';

/** Under these a fire is skipped that comes beside one that runs, or that is queued. */
const ONE_AT_A_TIME: ReadonlySet<NormalisedPipeline['overlap']> = new Set(['skip', 'queue-one']);

/** A clock that another takes the place of while a fire of it is due. */
export interface ChangedClock {
  readonly key: DeploymentKey;
  /** What said when it fires. */
  readonly was: Pick<NormalisedPipeline, 'schedule' | 'freezes'>;
  /** The policies that are deployed from now on. */
  readonly misfire: MisfirePolicy;
  readonly overlap: NormalisedPipeline['overlap'];
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

/** So many fires of one pipeline are recorded each by itself: those of a year, where one comes every day. */
const MOST_RECORDED = 400;

/**
 * What becomes of the fires that were due by a clock before it was changed: nobody would fire them any more. By the misfire policy, each
 * with the window that it had; those that run wait for their turn, for upstreams and for the end of a freeze as any run on record does.
 * What a freeze skips is skipped; where the overlap policy would skip one beside another, and they are not caught up with, the newest
 * alone runs. Of a pipeline that is paused none does. The newest 400 at most have records of their own, and what is before them is told
 * as missed.
 */
export async function firesBeforeChange(
  store: Pick<Store, 'nextRun'>,
  change: ChangedClock,
): Promise<readonly FireBefore[]> {
  const { was, from, now, misfire } = change;
  const latest = newestBefore(was.schedule, now + 1, from);
  const fires = firesOf(change, latest);
  const isOne = misfire.policy !== 'catch-up' && ONE_AT_A_TIME.has(change.overlap);
  const found: FireBefore[] = [];
  for (const { fireTime } of fires.toReversed()) {
    if (isOne && found.at(-1)?.state === 'waiting') break;
    found.push(recordOf(change, fireTime));
  }
  const oldest = found.at(-1)?.fireTime;
  if (oldest === from) return found.toReversed();
  const last = oldest === undefined ? latest : newestBefore(was.schedule, oldest, from);
  return [...(await missed(store, change, range(was.schedule, from, last))), ...found.toReversed()];
}

/** What is to run by the misfire policy alone, of the newest. */
function firesOf(change: ChangedClock, latest: number): readonly PlannedFire[] {
  const { was, from, now } = change;
  const policy = policyOf(change);
  // one that is late makes one of all, also where it is not among the newest
  const isOneOfAll = policy.policy === 'fire-once' && from < now - policy.afterMs;
  const [start = latest] = newestFires(was.schedule, latest, from, isOneOfAll ? 1 : MOST_RECORDED);
  return planDue(was.schedule, policy, start, now).fires;
}

/** What is late counts from when it was to start, as for who plans what is due. */
function policyOf({ key, was, misfire, isPaused }: ChangedClock): Required<MisfirePolicy> {
  if (isPaused) return { policy: 'skip', limit: 0, afterMs: -1 };
  return { ...misfire, afterMs: (misfire.afterMs ?? MISFIRE_AFTER_MS) + startDelay(was.schedule, key) };
}

async function missed(
  store: Pick<Store, 'nextRun'>,
  change: ChangedClock,
  skipped: SkippedFires,
): Promise<readonly FireBefore[]> {
  const reasonOf = change.isPaused ? pausedReason : changedReason;
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

/** Of one that is to run, unless a freeze skips it. */
function recordOf(change: ChangedClock, fireTime: number): FireBefore {
  const { was, now } = change;
  const fire = fireOf(change, fireTime);
  const frozen = skipAt(was.freezes ?? [], fire.dueTime ?? fireTime, now);
  return frozen === undefined
    ? { ...fire, state: 'waiting', reason: SCHEDULE_CHANGED_REASON }
    : { ...fire, state: 'skipped', reason: frozenReason(frozen) };
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
