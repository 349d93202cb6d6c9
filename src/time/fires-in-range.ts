import { isOpenDay } from './calendars.ts';
import { cronOf } from './clock-ticks.ts';
import type { FireRange } from './fire-range.ts';
import { firesBetween } from './fires-between.ts';
import { nextFireTime, previousFireTime } from './fire-times.ts';
import { firesOnADay } from './fires-on-a-day.ts';
import { firesPerDay } from './fires-per-day.ts';
import type { Schedule } from './schedule.ts';
import { fromWallClock, toWallClock } from './zone.ts';

const DAY_MS = 86_400_000;
/** Fires that are made a list of at once, about. */
const TOGETHER = 10_000;
const MOST_DAYS = 28;
/** Fires a day below which days without one are passed by, one after the other. */
const RARE = 0.5;

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

/**
 * Counts the fires of a range, some thousands at a time, so that ten years of every second take no more room than an hour, and those of
 * two centuries no longer than a person waits.
 */
export function countFires(schedule: Schedule, { from, to }: FireRange, cap: number): FireCount {
  const first = nextFireTime(schedule, from - 1);
  const last = previousFireTime(schedule, to + 1);
  if (first === undefined || last === undefined || first > to || last < from) return { count: 0, isMore: false };
  const count =
    schedule.kind === 'every' ? countTicks(schedule, first, last, cap) : countWalked(schedule, first, last, cap);
  return count > cap ? { count: cap, isMore: true, first, last } : { count, isMore: false, first, last };
}

/** Fires from the first to the last, both of them; any number above the cap where there are more. */
function countWalked(schedule: Schedule, first: number, last: number, cap: number): number {
  const length = DAY_MS * daysTogether(schedule);
  let count = 0;
  // Days without a fire are passed by: a schedule that fires once a year has few others.
  for (let next: number | undefined = first; next !== undefined && next <= last && count <= cap;) {
    const end = Math.min(last, next + length - 1);
    count += firesBetween(schedule, next - 1, end).length;
    next = nextFireTime(schedule, end);
  }
  return count;
}

/** Not more than a month: where the clock changes within, they are asked for one by one. A day, where most have no fire. */
function daysTogether(schedule: Schedule): number {
  if (schedule.kind !== 'cron' || (firesPerDay(schedule) ?? 0) < RARE) return 1;
  return Math.max(1, Math.min(MOST_DAYS, Math.floor(TOGETHER / firesOnADay(cronOf(schedule)))));
}

type FixedRate = Extract<Schedule, { readonly kind: 'every' }>;

/** The same of a fixed rate: by its interval, and with a calendar day by day. */
function countTicks(schedule: FixedRate, first: number, last: number, cap: number): number {
  const { intervalMs, calendar, timeZone } = schedule;
  const ticks = (from: number, to: number): number =>
    Math.max(0, Math.floor(to / intervalMs) - Math.ceil(from / intervalMs) + 1);
  if (calendar === undefined) return ticks(first, last);
  const dayOf = (time: number): number => Math.floor(toWallClock(time, timeZone) / DAY_MS);
  const lastDay = dayOf(last);
  let count = 0;
  for (let day = dayOf(first); day <= lastDay && count <= cap; day += 1) {
    if (!isOpenDay(calendar, day)) continue;
    const [begin, end] = [day, day + 1].map((each) => fromWallClock(each * DAY_MS, timeZone));
    if (begin !== undefined && end !== undefined) count += ticks(Math.max(first, begin), Math.min(last, end - 1));
  }
  return count;
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
