import { say, type Message } from '../../../../message/index.ts';
import { oddFires, type OddFire, type Schedule } from '../../../../time/index.ts';
import type { Reason } from '../../reason.ts';
import { timeText } from '../../time-text.ts';
import { scheduleValues } from './schedule-values.ts';
import { valuesUnder } from '../../reason.ts';
import { DAY_MS } from '../../day.ts';

/** A clock that changes changes twice in this time. */
const AHEAD_MS = 366 * DAY_MS;

/** A schedule that is new, or another than before, and fires at times that its zone's clock skips or repeats. */
export const daylightSaving: Reason = {
  reason: 'DAYLIGHT_SAVING',
  find(change) {
    const { before, after, facts } = change;
    if (after === undefined || after.pipeline.state === 'suspended') return [];
    const paths = [...scheduleValues(change), ...valuesUnder(change, '/schedule/timeZone')].map(({ path }) => path);
    if (before !== undefined && paths.length === 0) return [];
    // whole days, so that all pipelines of a zone ask for the same changes
    const from = Math.floor(facts.now / DAY_MS) * DAY_MS;
    const { schedule } = after.pipeline;
    const odd = oddFires(schedule, from, from + AHEAD_MS).filter(({ change: { time } }) => time > facts.now);
    const first = (kind: 'gap' | 'overlap'): readonly OddFire[] =>
      odd.filter((each) => each.change.kind === kind).slice(0, 1);
    return [
      ...first('gap').map((fire) => ({ consequence: skipped(fire, schedule) })),
      ...first('overlap').map((fire) => ({ consequence: doubled(fire, schedule) })),
    ].map(({ consequence }) => ({ meaning: 'schedule', consequence, paths: [] }));
  },
};

function skipped({ change, reading }: OddFire, schedule: Schedule): Message {
  const { timeZone } = schedule;
  if (isQuartz(schedule))
    return say`the clock of ${timeZone} has no ${clock(reading)} on ${day(reading)}: it does not fire then`;
  return say`the clock of ${timeZone} has no ${clock(reading)} on ${day(reading)}: it fires at ${timeText(change.time, timeZone)} that day`;
}

function doubled({ change, reading }: OddFire, schedule: Schedule): Message {
  const { timeZone } = schedule;
  if (isQuartz(schedule)) {
    const late = change.time + (reading - change.start);
    return say`the clock of ${timeZone} has ${clock(reading)} twice on ${day(reading)}: it fires at the later, ${timeText(late, timeZone)}`;
  }
  const early = change.time - (change.end - reading);
  return say`the clock of ${timeZone} has ${clock(reading)} twice on ${day(reading)}: it fires at the earlier, ${timeText(early, timeZone)}`;
}

function isQuartz(schedule: Schedule): boolean {
  return schedule.kind === 'cron' && schedule.dst === 'quartz';
}

function clock(reading: number): string {
  return new Date(reading).toISOString().slice(11, 16);
}

function day(reading: number): string {
  return new Date(reading).toISOString().slice(0, 10);
}
