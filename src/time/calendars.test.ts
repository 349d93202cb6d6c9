import { describe, expect, it } from 'vitest';
import { calendarEnd, calendarNamed, isOpenDay, openDayFrom } from './calendars.ts';
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
