import { firesPerDay, meetingTime, nextFireTime, nextFireTimes } from '../../time/index.ts';
import { canonicalJson, type Artefact } from '../artefact/index.ts';
import { clocksOf, type Clocks } from './clocks.ts';
import type { PlanSide } from './plan-side.ts';

/** So many are shown. */
const FIRES_SHOWN = 5;

/** When a pipeline fires. Times UTC milliseconds. */
export interface Firing {
  readonly clocks: Clocks;
  /** The next ones by its clock, or by those of what it waits for; of a fixed delay the one on record; none of what is suspended, or what nothing fires. */
  readonly next: readonly number[];
  /** On average over a year; 0 of what is suspended, undefined where no clock says it. */
  readonly perDay?: number;
}

/**
 * When a pipeline fires as one side has it, counted from `now`.
 *
 * @param onRecord The next fire that the runtime has on record, of a fixed delay, which no clock tells.
 * @param beside How it fires on the other side, counted from the same moment: by the same clocks it does so here.
 */
export function firingOf(artefact: Artefact, side: PlanSide, now: number, onRecord?: number, beside?: Firing): Firing {
  const clocks = clocksOf(artefact, side);
  if (clocks.held) return { clocks, next: [], perDay: 0 };
  if (artefact.pipeline.schedule.kind === 'after')
    return { clocks, next: onRecord === undefined || onRecord <= now ? [] : [onRecord] };
  if (beside?.clocks.held === false && isSameClocks(clocks, beside.clocks)) return { ...beside, clocks };
  const [only] = clocks.schedules;
  const perDay = only === undefined || clocks.schedules.length > 1 ? undefined : firesPerDay(only);
  return { clocks, next: firesByClocks(clocks, now, FIRES_SHOWN), ...(perDay === undefined ? {} : { perDay }) };
}

/** Without a clock of its own it may have had a fixed delay, whose next fire no clock says. */
function isSameClocks({ schedules }: Clocks, other: Clocks): boolean {
  return schedules.length > 0 && canonicalJson(schedules) === canonicalJson(other.schedules);
}

/** The first fires after `after` by the clocks alone, whether or not somebody has suspended them. */
export function firesByClocks({ schedules }: Clocks, after: number, count: number): readonly number[] {
  const [only] = schedules;
  if (only === undefined) return [];
  if (schedules.length === 1) return nextFireTimes(only, after, count);
  const times: number[] = [];
  for (let last = after; times.length < count;) {
    const next = meetingTime(schedules, last);
    if (next === undefined) break;
    times.push(next);
    last = next;
  }
  return times;
}

/** The first fire after `now`, which `firing` was counted from, by the clocks alone. */
export function firstByClocks({ clocks, next }: Firing, now: number): number | undefined {
  const isKnown = !clocks.held && clocks.schedules.length > 0;
  return isKnown ? next[0] : firesByClocks(clocks, now, 1)[0];
}

/** True of a time at which a pipeline fires. */
export function isFire(firing: Firing | undefined, time: number): boolean {
  if (firing === undefined || firing.clocks.held) return false;
  if (firing.next.includes(time)) return true; // mostly: few changes are of the schedule
  return (
    firing.clocks.schedules.length > 0 &&
    firing.clocks.schedules.every((schedule) => nextFireTime(schedule, time - 1) === time)
  );
}
