import { closureAt, type Closure, type Freeze } from './freezes.ts';
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
  return { time: held.until === undefined ? fireTime + DAY_MS : held.until + delay, delay, held };
}
