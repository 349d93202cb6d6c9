import { describe, expect, it } from 'vitest';
import { isWithinHours, readTimeOfDay } from './daily-hours.ts';

/** The moments of every minute between two at which it begins or ceases to be within the hours. */
function changes(from: string, to: string, timeZone: string, start: string, end: string): string[] {
  const found: string[] = [];
  let was: boolean | undefined;
  for (let time = Date.parse(start); time < Date.parse(end); time += 60_000) {
    const is = isWithinHours({ from, to, timeZone }, time);
    if (was !== undefined && is !== was)
      found.push(`${is ? 'in' : 'out'} ${new Date(time).toISOString().slice(0, 16)}`);
    was = is;
  }
  return found;
}

describe('isWithinHours', () => {
  it('goes past midnight, by the clock of the zone', () => {
    expect(changes('22:00', '07:00', 'Asia/Shanghai', '2026-03-01T00:00Z', '2026-03-03T00:00Z')).toEqual([
      'in 2026-03-01T14:00',
      'out 2026-03-01T23:00',
      'in 2026-03-02T14:00',
      'out 2026-03-02T23:00',
    ]);
    expect(changes('12:00', '13:30', 'UTC', '2026-03-01T00:00Z', '2026-03-02T00:00Z')).toEqual([
      'in 2026-03-01T12:00',
      'out 2026-03-01T13:30',
    ]);
  });

  it('keeps to the clock on the wall where it is put forward or back', () => {
    // one hour shorter and one longer, the same readings
    expect(changes('22:00', '07:00', 'Europe/Berlin', '2026-03-28T12:00Z', '2026-03-29T12:00Z')).toEqual([
      'in 2026-03-28T21:00',
      'out 2026-03-29T05:00',
    ]);
    expect(changes('22:00', '07:00', 'Europe/Berlin', '2026-10-24T12:00Z', '2026-10-25T12:00Z')).toEqual([
      'in 2026-10-24T20:00',
      'out 2026-10-25T06:00',
    ]);
  });

  it('ends and begins once where its readings come twice, and at the moment after where they are skipped', () => {
    expect(changes('22:00', '02:30', 'Europe/Berlin', '2026-10-24T12:00Z', '2026-10-25T12:00Z')).toEqual([
      'in 2026-10-24T20:00',
      'out 2026-10-25T00:30',
    ]);
    expect(changes('02:30', '07:00', 'Europe/Berlin', '2026-10-24T12:00Z', '2026-10-25T12:00Z')).toEqual([
      'in 2026-10-25T00:30',
      'out 2026-10-25T06:00',
    ]);
    expect(changes('22:00', '02:30', 'Europe/Berlin', '2026-03-28T12:00Z', '2026-03-29T12:00Z')).toEqual([
      'in 2026-03-28T21:00',
      'out 2026-03-29T01:00',
    ]);
  });

  it('goes on where the clock is put back over midnight', () => {
    // 2006-10-29 at 00:01 St. John's put its clock back to 23:01 of the day before
    expect(changes('00:00', '06:00', 'America/St_Johns', '2006-10-29T00:00Z', '2006-10-29T12:00Z')).toEqual([
      'in 2006-10-29T02:30',
      'out 2006-10-29T09:30',
    ]);
  });
});

describe('readTimeOfDay', () => {
  it.each([
    ['00:00', 0],
    ['07:30', 27_000_000],
    ['23:59', 86_340_000],
    ['24:00', undefined],
    ['7:00', undefined],
    ['22:60', undefined],
    ['22:00:00', undefined],
  ])('%s is %s', (text, ms) => {
    expect(readTimeOfDay(text)).toBe(ms);
  });
});
