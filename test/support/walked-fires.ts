import * as fc from 'fast-check';
import { calendarNamed, type Schedule, type ScheduleCalendar } from '../../src/time/index.ts';

/** The stretch that is walked: long enough for holidays, short enough for every minute of it. */
export const WALKED = { from: Date.UTC(2026, 8, 10), to: Date.UTC(2026, 9, 16) } as const;
const MINUTE = 60_000;
const NAMES = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** A schedule whose meaning is plain: what its cron fields are made of, beside the schedule itself. */
export interface PlainSchedule {
  readonly schedule: Extract<Schedule, { readonly kind: 'cron' | 'every' }>;
  readonly isTick: (reading: Date, time: number) => boolean;
}

const moment = fc.integer({ min: -3 * 1440, max: 40 * 1440 }).map((minutes) => WALKED.from + minutes * MINUTE);
const some = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
const parts = (min: number, max: number): fc.Arbitrary<number[]> =>
  fc.uniqueArray(fc.integer({ min, max }), { minLength: 1, maxLength: 4 });

const clock = fc.oneof(
  fc.record({ minutes: parts(0, 59), hours: parts(4, 23), weekdays: some(parts(0, 6)) }).map(
    ({ minutes, hours, weekdays }) =>
      ({
        clock: {
          kind: 'cron',
          dialect: 'quartz-2.5',
          expression: `0 ${minutes.join()} ${hours.join()} ? * ${weekdays?.map((day) => NAMES[day]).join() ?? '*'}`,
        },
        isTick: (reading: Date) =>
          minutes.includes(reading.getUTCMinutes()) &&
          hours.includes(reading.getUTCHours()) &&
          (weekdays ?? [reading.getUTCDay()]).includes(reading.getUTCDay()),
      }) as const,
  ),
  fc.constantFrom(7, 15, 60, 360, 1440, 10_080).map(
    (minutes) =>
      ({
        clock: { kind: 'every', intervalMs: minutes * MINUTE },
        isTick: (_: Date, time: number) => time % (minutes * MINUTE) === 0,
      }) as const,
  ),
);

const dates = fc.uniqueArray(
  fc.integer({ min: 1, max: 28 }).map((day) => `2026-10-${String(day).padStart(2, '0')}`),
  { maxLength: 5 },
);
/** Calendars of a project, on their working days and on the others. */
const ownCalendars = fc
  .record({
    base: fc.constantFrom('weekdays', 'cn-workdays', 'every-day'),
    dates: fc.tuple(dates, dates),
    until: some(fc.constantFrom('2026-10-08', '2026-11-01')),
    on: some(fc.constant('holidays')),
  })
  .map(({ base, dates: [exclude, include], until = '2027-01-01', on }): ScheduleCalendar => ({
    name: 'own',
    base,
    exclude,
    include,
    until,
    ...(on === undefined ? {} : { on }),
  }));

/** Schedules with every limit, in zones whose clock does not change in the stretch. */
export const plainSchedules: fc.Arbitrary<PlainSchedule> = fc
  .record({
    clock,
    timeZone: fc.constantFrom('UTC', 'Asia/Shanghai', 'Asia/Kolkata', 'America/New_York'),
    start: some(moment),
    end: some(moment),
    calendar: some(fc.oneof(fc.constantFrom('weekdays', 'cn-workdays').map(calendarNamed), ownCalendars)),
  })
  .map(({ clock: { clock: ticks, isTick }, timeZone, start, end, calendar }) => ({
    schedule: {
      ...ticks,
      timeZone,
      ...(start === undefined ? {} : { start }),
      ...(end === undefined ? {} : { end }),
      ...(calendar === undefined ? {} : { calendar }),
    },
    isTick,
  }));

/** The fires of the stretch, found by asking of each of its minutes whether it is one. */
export function walkedFires({ schedule, isTick }: PlainSchedule): readonly number[] {
  const { timeZone, start = -Infinity, end = Infinity } = schedule;
  const reads = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const found: number[] = [];
  const offset = Date.parse(`${reads.format(WALKED.from).replace(' ', 'T')}Z`) - WALKED.from;
  for (let time: number = WALKED.from; time < WALKED.to; time += MINUTE) {
    if (time < start || time >= end) continue;
    const date = new Date(time + offset).toISOString().slice(0, 10);
    if (schedule.calendar !== undefined && !isMeant(schedule.calendar, date)) continue;
    if (isTick(new Date(time + offset), time)) found.push(time);
  }
  return found;
}

function isMeant(calendar: ScheduleCalendar, date: string): boolean {
  const { name, exclude = [], include = [], until = '9999', on } = calendar;
  const base: string = calendar.base ?? name;
  if (date >= until) return false;
  const isWorking = include.includes(date) || (!exclude.includes(date) && isWorked(base, date));
  return on === 'holidays' ? !isWorking : isWorking;
}

/** Said by hand for the stretch: Mid-Autumn and National Day of 2026, and the weekends worked for them. */
function isWorked(name: string, date: string): boolean {
  const isWeekend = [0, 6].includes(new Date(date).getUTCDay());
  if (name === 'every-day') return true;
  if (name === 'weekdays') return !isWeekend;
  if (date === '2026-09-20' || date === '2026-10-10') return true;
  return !isWeekend && date !== '2026-09-25' && !(date >= '2026-10-01' && date <= '2026-10-07');
}
