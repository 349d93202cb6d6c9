import { describe, expect, it } from 'vitest';
import { wordsOf } from '../message/index.ts';
import { calendarEnd, calendarNamed, isOpenDay, openDayFrom } from './calendars.ts';
import { describeSchedule, isSameClock, isSameSchedule, type ScheduleCalendar } from './index.ts';
import { CN_HOLIDAYS, CN_KNOWN, CN_WORKING_WEEKENDS } from './cn-holidays.ts';

const DAY_MS = 86_400_000;
const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
const weekday = (date: string): number => new Date(date).getUTCDay();

function openDays(name: 'weekdays' | 'cn-workdays', year: number): number {
  const [first, last] = [dayOf(`${year}-01-01`), dayOf(`${year + 1}-01-01`)];
  return Array.from({ length: last - first }, (_, index) => first + index).filter((day) =>
    isOpenDay(calendarNamed(name), day),
  ).length;
}

describe('calendars', () => {
  // all days of the year without its weekends and its legal holidays: 11 until 2024, 13 from 2025 on
  it.each([
    [2023, 365 - 105 - 11],
    [2024, 366 - 104 - 11],
    [2025, 365 - 104 - 13],
    [2026, 365 - 104 - 13],
  ])('cn-workdays of %i are as many as the law leaves', (year, count) => {
    expect(openDays('cn-workdays', year)).toBe(count);
  });

  it('has weekends that are worked on weekends, outside of holidays, and holidays in order', () => {
    expect(CN_WORKING_WEEKENDS.filter((date) => ![0, 6].includes(weekday(date)))).toEqual([]);
    const isHoliday = (date: string): boolean => CN_HOLIDAYS.some(([first, last]) => first <= date && date <= last);
    expect(CN_WORKING_WEEKENDS.filter(isHoliday)).toEqual([]);
    const edges = CN_HOLIDAYS.flat();
    expect(edges).toEqual(edges.toSorted());
  });

  it('knows no days outside of its data', () => {
    const calendar = calendarNamed('cn-workdays');
    expect(openDays('cn-workdays', 2022)).toBe(0);
    expect(openDays('cn-workdays', 2027)).toBe(0);
    expect(openDayFrom(calendar, dayOf('2026-10-01'), 1)).toBe(dayOf('2026-10-08'));
    expect(openDayFrom(calendar, dayOf('2026-10-07'), -1)).toBe(dayOf('2026-09-30'));
    expect(openDayFrom(calendar, dayOf('2027-01-01'), 1)).toBeUndefined();
    expect(isOpenDay({ ...calendar, until: '2026-01-01' }, dayOf('2026-03-02'))).toBe(false);
    expect(openDays('weekdays', 2030)).toBe(261);
  });

  it('does not guess the days that only a newer build knows', () => {
    const calendar = { ...calendarNamed('cn-workdays'), until: '2099-01-01' };
    const unknown = dayOf(CN_KNOWN.until);
    const week = Array.from({ length: 7 }, (_, index) => unknown + index);
    expect(week.filter((day) => isOpenDay(calendar, day))).toEqual([]);
    expect(isOpenDay(calendar, dayOf('2026-03-02'))).toBe(true);
    expect(calendarEnd({ kind: 'every', intervalMs: DAY_MS, timeZone: 'UTC', calendar })).toBe(unknown * DAY_MS);
  });
});

describe('calendars of a project', () => {
  const own: ScheduleCalendar = {
    name: 'trading',
    base: 'cn-workdays',
    exclude: ['2026-12-31'],
    include: ['2026-10-01'],
    until: CN_KNOWN.until,
  };

  it('are their base, without some days and with others', () => {
    expect(isOpenDay(own, dayOf('2026-12-31'))).toBe(false);
    expect(isOpenDay(own, dayOf('2026-12-30'))).toBe(true);
    expect(isOpenDay(own, dayOf('2026-10-01'))).toBe(true);
    expect(isOpenDay(own, dayOf('2026-10-02'))).toBe(false);
  });

  it('are turned round on holidays, and know no more days for it', () => {
    const others: ScheduleCalendar = { ...own, on: 'holidays' };
    expect(isOpenDay(others, dayOf('2026-12-31'))).toBe(true);
    expect(isOpenDay(others, dayOf('2026-10-01'))).toBe(false);
    expect(isOpenDay(others, dayOf('2027-01-02'))).toBe(false);
    expect(isOpenDay(others, dayOf('2022-01-01'))).toBe(false);
  });

  it('end where they say, beside the data of China too', () => {
    const ended: ScheduleCalendar = { name: 'own', base: 'every-day', until: '2028-05-01' };
    expect(isOpenDay(ended, dayOf('2028-04-30'))).toBe(true);
    expect(isOpenDay(ended, dayOf('2028-05-01'))).toBe(false);
    const clock = { kind: 'every', intervalMs: DAY_MS, timeZone: 'UTC', calendar: ended } as const;
    expect(calendarEnd(clock)).toBe(dayOf('2028-05-01') * DAY_MS);
    const { until: _until, ...endless } = ended;
    expect(calendarEnd({ ...clock, calendar: endless })).toBeUndefined();
  });

  it('are told apart by their days, and said in words', () => {
    const clock = { kind: 'every', intervalMs: DAY_MS, timeZone: 'UTC' } as const;
    const changed = { ...own, exclude: ['2026-12-30'] };
    expect(isSameSchedule({ ...clock, calendar: own }, { ...clock, calendar: changed })).toBe(false);
    expect(isSameSchedule({ ...clock, calendar: own }, { ...clock, calendar: { ...own } })).toBe(true);
    expect(isSameClock({ ...clock, calendar: own }, { ...clock, calendar: { ...own, until: '2030-01-01' } })).toBe(
      true,
    );
    expect(isSameClock({ ...clock, calendar: own }, { ...clock, calendar: changed })).toBe(false);
    expect(wordsOf(describeSchedule({ ...clock, calendar: { ...own, on: 'holidays' } }))).toBe(
      'every 1d, only on days that are no working days of `trading` (`cn-workdays` without 1 of its days with 1 more), known before 2027-01-01',
    );
  });
});
