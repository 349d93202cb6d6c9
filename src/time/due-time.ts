import { closureAt, openFor, type Closure, type Freeze } from './freezes.ts';
import type { Schedule } from './schedule.ts';
import { startDelay, type StartDelayOf } from './start-delay.ts';

/** When a fire is to start, and why not at its fire time. */
export interface DueTime {
  /** UTC milliseconds; a day after the fire where its freezes never end as far as can be seen, to be asked for again. */
  readonly time: number;
  /** By its jitter, in milliseconds. */
  readonly delay: number;
  /** What it is held by. */
  readonly held?: Closure;
}

const DAY_MS = 86_400_000;

/** When a fire that its schedule makes is to start. What a freeze held is spread after the end of it, as all starts are. */
export function dueTimeOf(
  fireTime: number,
  { schedule, freezes = [] }: { readonly schedule: Schedule; readonly freezes?: readonly Freeze[] },
  of: StartDelayOf,
): DueTime {
  const delay = startDelay(schedule, of);
  const held = freezes.length === 0 ? undefined : closureAt(freezes, fireTime + delay);
  if (held === undefined || held.freeze.fires !== 'hold') return { time: fireTime + delay, delay };
  return { time: held.until === undefined ? fireTime + DAY_MS : spreadFrom(held.until, delay, freezes), delay, held };
}

/**
 * When a start that was held until a moment is made: later by its delay, or by so much of it that it falls within the first half of
 * the time until a freeze closes again. Whoever looks a little late finds it open still: nothing is put off from one window to the
 * next.
 */
export function spreadFrom(opens: number, delay: number, freezes: readonly Freeze[]): number {
  if (delay === 0) return opens;
  // where it is open for so long, half of it is longer than the delay
  const open = openFor(freezes, opens, 2 * delay + 2);
  return opens + (delay % Math.ceil(open / 2));
}
