import { nextFireTime, previousFireTime } from './fire-times.ts';
import type { CronSchedule } from './clock-ticks.ts';

/** What a window does with starts: none within it (`deny`), or none but within it and others like it (`allow`). */
export const FREEZE_POLICIES = ['deny', 'allow'] as const;
/** What becomes of fires that are due while nothing may start: they wait for the end of it, or are skipped. */
export const FREEZE_ENDS = ['hold', 'skip'] as const;

/** A window of time in which nothing starts, or out of which nothing does. */
export interface Freeze {
  readonly name: string;
  readonly policy: (typeof FREEZE_POLICIES)[number];
  readonly fires: (typeof FREEZE_ENDS)[number];
  readonly window: FreezeWindow;
}

/** Once, from a moment on and before another, UTC milliseconds; or for so long from each time that a cron says. */
export type FreezeWindow =
  | { readonly from: number; readonly to: number }
  | { readonly opens: CronSchedule; readonly forMs: number };

/** Why nothing may start at a moment. */
export interface Closure {
  /** The freeze that says so; of several one that skips. */
  readonly freeze: Freeze;
  /** The first moment at which starts are allowed again, by all of them; undefined where there is none to be seen. */
  readonly until: number | undefined;
}

/** Windows that follow each other without a gap are walked so far: those of a year, where one comes every day. */
const MOST_WINDOWS = 400;

/** What keeps starts from happening at a moment; undefined where nothing does. */
export function closureAt(freezes: readonly Freeze[], time: number): Closure | undefined {
  const [freeze] = closingAt(freezes, time);
  return freeze === undefined ? undefined : { freeze, until: opensFrom(freezes, time) };
}

/** The freeze that skips what is due at one of these moments. */
export function skipAt(freezes: readonly Freeze[], ...moments: readonly number[]): Closure | undefined {
  return moments.map((time) => closureAt(freezes, time)).find((closure) => closure?.freeze.fires === 'skip');
}

/** The first moment from `time` on at which nothing keeps starts from happening. */
export function opensFrom(freezes: readonly Freeze[], time: number): number | undefined {
  let at: number | undefined = time;
  for (let walked = 0; at !== undefined && walked < MOST_WINDOWS; walked += 1) {
    const [closing] = closingAt(freezes, at);
    if (closing === undefined) return at;
    at = closing.policy === 'deny' ? stretchAt(closing.window, at)?.to : nextAllowed(freezes, at);
  }
  return undefined;
}

/** How long nothing keeps starts from happening, from an open moment on, in milliseconds; at most `atMost`, as far as is looked. */
export function openFor(freezes: readonly Freeze[], time: number, atMost: number): number {
  const denied = freezes
    .filter(({ policy }) => policy === 'deny')
    .flatMap(({ window }) => nextStart(window, time) ?? []);
  const end = Math.min(time + atMost, ...denied);
  const allowing = freezes.filter(({ policy }) => policy === 'allow');
  if (allowing.length === 0) return end - time;
  let at = time;
  for (let walked = 0; at < end && walked < MOST_WINDOWS; walked += 1) {
    const ends = allowing.flatMap(({ window }) => stretchAt(window, at)?.to ?? []);
    if (ends.length === 0) break;
    at = Math.max(...ends);
  }
  return Math.min(at, end) - time;
}

/**
 * When the last stretch ends in which something keeps starts from happening at a moment between two, both included; it may be after
 * them, and `Infinity` where no end is to be seen. Undefined = all the time is open.
 */
export function closedUntil(freezes: readonly Freeze[], from: number, to: number): number | undefined {
  const closure = closureAt(freezes, to);
  if (closure !== undefined) return closure.until ?? Number.POSITIVE_INFINITY;
  const since = openSince(freezes, from, to);
  return since > from ? since : undefined;
}

/** Since when nothing has kept starts from happening, at an open moment `to`; not before `from`, which it is where nothing is seen to end. */
function openSince(freezes: readonly Freeze[], from: number, to: number): number {
  const denied = freezes
    .filter(({ policy }) => policy === 'deny')
    .flatMap(({ window }) => previousEnd(window, to) ?? []);
  const earliest = Math.max(from, ...denied);
  const allowing = freezes.filter(({ policy }) => policy === 'allow');
  if (allowing.length === 0) return earliest;
  let since = to + 1;
  for (let walked = 0; since > earliest && walked < MOST_WINDOWS; walked += 1) {
    const before = since - 1;
    const starts = allowing.flatMap(({ window }) => stretchAt(window, before)?.from ?? []);
    if (starts.length === 0) return since;
    since = Math.min(...starts);
  }
  return earliest;
}

/** The freezes that keep starts from happening: those that skip are first. */
function closingAt(freezes: readonly Freeze[], time: number): readonly Freeze[] {
  const isWithin = ({ window }: Freeze): boolean => stretchAt(window, time) !== undefined;
  const denying = freezes.filter((freeze) => freeze.policy === 'deny' && isWithin(freeze));
  const allowing = freezes.filter(({ policy }) => policy === 'allow');
  const closing = denying.length > 0 || allowing.some(isWithin) ? denying : allowing;
  return closing.toSorted((a, b) => Number(b.fires === 'skip') - Number(a.fires === 'skip'));
}

function nextAllowed(freezes: readonly Freeze[], time: number): number | undefined {
  const starts = freezes
    .filter(({ policy }) => policy === 'allow')
    .flatMap(({ window }) => nextStart(window, time) ?? []);
  return starts.length === 0 ? undefined : Math.min(...starts);
}

function nextStart(window: FreezeWindow, time: number): number | undefined {
  if ('from' in window) return window.from > time ? window.from : undefined;
  return nextFireTime(window.opens, time);
}

/** When a window ended last that a moment is not in. */
function previousEnd(window: FreezeWindow, time: number): number | undefined {
  if ('from' in window) return window.to <= time ? window.to : undefined;
  const from = previousFireTime(window.opens, time + 1);
  return from === undefined ? undefined : from + window.forMs;
}

/** The stretch of a window that a moment is in; its end is not in it. */
function stretchAt(window: FreezeWindow, time: number): { readonly from: number; readonly to: number } | undefined {
  if ('from' in window) return window.from <= time && time < window.to ? window : undefined;
  const from = previousFireTime(window.opens, time + 1);
  return from === undefined || time >= from + window.forMs ? undefined : { from, to: from + window.forMs };
}
