import { MISFIRE_AFTER_MS, nextFireTime, previousFireTime, type Schedule } from '../../time/index.ts';

/** Fires counted one by one at most; beyond it a count is a lower bound. Fixed rates are computed. */
const COUNT_LIMIT = 10_000;
/** On-time fires planned at once; the rest is due again at the next look. */
const PLAN_LIMIT = 1_000;

export interface MisfirePolicy {
  readonly policy: 'skip' | 'fire-once' | 'catch-up';
  /** With `catch-up`: how many of the newest misfires still run. */
  readonly limit: number;
  /** A fire that is late by more milliseconds than this has misfired; absent = {@link MISFIRE_AFTER_MS}. */
  readonly afterMs?: number;
}

/** Neighbouring fires that do not run, told in one record. */
export interface SkippedFires {
  readonly first: number;
  readonly last: number;
  readonly count: number;
  /** False when `count` is a lower bound. */
  readonly exact: boolean;
}

export interface PlannedFire {
  readonly fireTime: number;
  readonly misfired: boolean;
}

/** What becomes of the fires that are due. Nothing due is in neither list. */
export interface DuePlan {
  readonly skipped: SkippedFires | undefined;
  /** Oldest first, all later than what is skipped. */
  readonly fires: readonly PlannedFire[];
  /** The first fire after all of these; undefined when there is none. */
  readonly next: number | undefined;
}

/**
 * Plans the fires from the recorded next one (`from`, inclusive) to `now` (inclusive), by the
 * schedule's arithmetic alone, so that it gives the same after any restart.
 *
 * - `skip`: misfires are skipped, fires still on time run.
 * - `fire-once`: when any misfired, the whole backlog becomes its newest fire.
 * - `catch-up`: the newest `limit` misfires run, oldest first; then those on time.
 */
export function planDue(schedule: Schedule, misfire: MisfirePolicy, from: number, now: number): DuePlan {
  if (from > now) return { skipped: undefined, fires: [], next: from };
  const boundary = now - (misfire.afterMs ?? MISFIRE_AFTER_MS);
  const { onTime, next } = fromBoundary(schedule, Math.max(from, boundary), from, now);
  if (from >= boundary) return { skipped: undefined, fires: onTime, next };

  const newest = newestBefore(schedule, boundary, from);
  switch (misfire.policy) {
    case 'skip':
      return { skipped: range(schedule, from, newest), fires: onTime, next };
    case 'fire-once': {
      const latest = onTime.at(-1) ?? { fireTime: newest, misfired: true };
      const before = latest.fireTime === from ? undefined : newestBefore(schedule, latest.fireTime, from);
      return { skipped: before === undefined ? undefined : range(schedule, from, before), fires: [latest], next };
    }
    case 'catch-up': {
      const kept = newestFires(schedule, newest, from, misfire.limit);
      const [oldest] = kept;
      if (oldest === undefined) return { skipped: range(schedule, from, newest), fires: onTime, next };
      const skipped = oldest === from ? undefined : range(schedule, from, newestBefore(schedule, oldest, from));
      const late = kept.map((fireTime) => ({ fireTime, misfired: true }));
      return { skipped, fires: [...late, ...onTime], next };
    }
    default:
      return misfire.policy satisfies never;
  }
}

function fromBoundary(
  schedule: Schedule,
  start: number,
  from: number,
  now: number,
): { readonly onTime: readonly PlannedFire[]; readonly next: number | undefined } {
  const onTime: PlannedFire[] = [];
  // The recorded fire counts even where the schedule's grid has moved since.
  let time = start === from ? from : nextFireTime(schedule, start - 1);
  while (time !== undefined && time <= now && onTime.length < PLAN_LIMIT) {
    onTime.push({ fireTime: time, misfired: false });
    time = nextFireTime(schedule, time);
  }
  return { onTime, next: time };
}

/** The newest fire before `before`, but not before `from`, which is one itself. */
export function newestBefore(schedule: Schedule, before: number, from: number): number {
  return Math.max(from, previousFireTime(schedule, before) ?? from);
}

/** The newest `limit` fires from `from` to `newest`, both of which are fires, oldest first. */
export function newestFires(schedule: Schedule, newest: number, from: number, limit: number): readonly number[] {
  const kept: number[] = [];
  for (let time = newest; kept.length < limit;) {
    kept.push(time);
    if (time === from) break;
    time = newestBefore(schedule, time, from);
  }
  return kept.toReversed();
}

/** The fires from `first` to `last`, both of the schedule, as one. */
export function range(schedule: Schedule, first: number, last: number): SkippedFires {
  if (schedule.kind === 'every' && schedule.calendar === undefined) {
    return { first, last, count: Math.ceil((last - first) / schedule.intervalMs) + 1, exact: true };
  }
  let count = 1;
  let time = first;
  while (time < last && count < COUNT_LIMIT) {
    const following = nextFireTime(schedule, time);
    if (following === undefined || following > last) break;
    time = following;
    count++;
  }
  return { first, last, count, exact: time >= last };
}
