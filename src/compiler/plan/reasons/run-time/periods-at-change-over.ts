import { windowStart } from '../../../../time/index.ts';
import { firstFireAfter, isClockSetAnew, lastFireBefore } from '../../change-over.ts';
import { dateOf, dayOf, loadedDays, loadsDays, loadsWindows } from '../../loaded-days.ts';
import type { UpdatedPipeline } from '../../reason.ts';
import { timeText } from '../../time-text.ts';

/** What lies between the last run under the schedule that goes and the first under the one that comes. */
export interface ChangeOver {
  readonly kind: 'missed' | 'again';
  /** A window's part, from and to, or dates, first and last. */
  readonly of: 'time' | 'days';
  readonly from: string;
  readonly to: string;
}

/** Periods that no run selects, or two runs do, because a pipeline that loads them gets another clock; undefined where they join. */
export function changeOverOf(change: UpdatedPipeline): ChangeOver | undefined {
  if (!found.has(change)) found.set(change, findChangeOver(change));
  return found.get(change);
}

/** Two reasons ask. */
const found = new WeakMap<UpdatedPipeline, ChangeOver | undefined>();

function findChangeOver(change: UpdatedPipeline): ChangeOver | undefined {
  if (!isClockSetAnew(change)) return undefined;
  const [last, first] = [lastFireBefore(change), firstFireAfter(change)];
  if (last === undefined || first === undefined) return undefined;
  const { before, after } = change;
  if (loadsWindows(before) && loadsWindows(after)) return windowsAt(change, last, first);
  return loadsDays(before) && loadsDays(after) ? daysAt(change, last, first) : undefined;
}

function windowsAt({ after, firing }: UpdatedPipeline, last: number, first: number): ChangeOver | undefined {
  const start = windowStart(firing.after.clocks.window, first);
  const { timeZone } = after.pipeline.schedule;
  if (start === last || start === first) return undefined;
  const [from, to] = [Math.min(start, last), Math.max(start, last)].map((time) => timeText(time, timeZone));
  return { kind: start > last ? 'missed' : 'again', of: 'time', from: from ?? '', to: to ?? '' };
}

/** Of pipelines that load every day, once: what several fires a day or a week load is told of all of them. */
function daysAt(
  { before, after, firing, facts }: UpdatedPipeline,
  last: number,
  first: number,
): ChangeOver | undefined {
  const zones = [before.pipeline.schedule.timeZone, after.pipeline.schedule.timeZone] as const;
  const [was, is] = [loadedDays(firing.before, zones[0], facts.now), loadedDays(firing.after, zones[1], facts.now)];
  if (was?.fires !== 1 || is?.fires !== 1 || was.days !== is.days) return undefined;
  // `bizdate` is the day before a fire
  const [loaded, next] = [dayOf(last, zones[0]) - 1, dayOf(first, zones[1]) - 1];
  if (next <= loaded) return { kind: 'again', of: 'days', from: dateOf(next), to: dateOf(loaded) };
  const isEvery = was.days > 1;
  return next > loaded + 1 && isEvery
    ? { kind: 'missed', of: 'days', from: dateOf(loaded + 1), to: dateOf(next - 1) }
    : undefined;
}
