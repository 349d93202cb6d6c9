import type { FireRange } from './fire-range.ts';
import { firesBetween } from './fires-between.ts';
import { nextFireTime, previousFireTime } from './fire-times.ts';
import type { Schedule } from './schedule.ts';

const DAY_MS = 86_400_000;

/** In which order fires of the past are made up for. */
export const FIRE_ORDERS = ['oldest-first', 'newest-first'] as const;

/** One of {@link FIRE_ORDERS}. */
export type FireOrder = (typeof FIRE_ORDERS)[number];

/** How many fires a schedule has in a range. */
export interface FireCount {
  /** The cap where `isMore`. */
  readonly count: number;
  /** There are more than the cap: no more were counted. */
  readonly isMore: boolean;
  /** UTC milliseconds; absent = there is none. */
  readonly first?: number;
  readonly last?: number;
}

/** Counts the fires of a range, a day at a time, so that ten years of every second take no more room than a day. */
export function countFires(schedule: Schedule, { from, to }: FireRange, cap: number): FireCount {
  const first = nextFireTime(schedule, from - 1);
  const last = previousFireTime(schedule, to + 1);
  if (first === undefined || last === undefined || first > to || last < from) return { count: 0, isMore: false };
  let count = 0;
  // Days without a fire are passed by: a schedule that fires once a year has few others.
  for (let next: number | undefined = first; next !== undefined && next <= to;) {
    const end = Math.min(to, next + DAY_MS - 1);
    count += firesBetween(schedule, next - 1, end).length;
    if (count > cap) return { count: cap, isMore: true, first, last };
    next = nextFireTime(schedule, end);
  }
  return { count, isMore: false, first, last };
}

/**
 * The next fires of a range in an order, `count` at most.
 *
 * @param after The fire before them in that order; undefined = they are the first.
 */
export function firesInOrder(
  schedule: Schedule,
  { from, to }: FireRange,
  order: FireOrder,
  after: number | undefined,
  count: number,
): readonly number[] {
  const isForward = order === 'oldest-first';
  const times: number[] = [];
  let at = after ?? (isForward ? from - 1 : to + 1);
  while (times.length < count) {
    const next = isForward ? nextFireTime(schedule, at) : previousFireTime(schedule, at);
    if (next === undefined || next < from || next > to) break;
    times.push(next);
    at = next;
  }
  return times;
}
