import { describe, expect, it } from 'vitest';
import { offsetAt } from './index.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What Intl says itself, in minutes and seconds: `GMT+05:30` and `GMT` for none. */
function saidByIntl(time: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0', seconds = '0'] =
    /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(name) ?? [];
  const size = Number(hours) * HOUR_MS + Number(minutes) * 60_000 + Number(seconds) * 1000;
  return sign === '-' ? -size : size;
}

describe('offsetAt', () => {
  it.each([
    'Asia/Shanghai',
    'America/New_York',
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'Africa/Cairo',
    'Pacific/Apia',
    'Asia/Kathmandu',
    'America/Caracas',
    'Africa/Monrovia',
  ])(
    '%s: as Intl has it from 1970 on, whatever was asked before',
    (timeZone) => {
      for (let time = DAY_MS / 2; time < Date.UTC(2038, 0, 1); time += 11 * DAY_MS + 5 * HOUR_MS)
        if (offsetAt(time, timeZone) !== saidByIntl(time, timeZone))
          expect([new Date(time).toISOString(), offsetAt(time, timeZone)]).toEqual(saidByIntl(time, timeZone));
    },
    60_000,
  );

  it('changes at the very second', () => {
    const change = Date.UTC(2026, 2, 8, 7);
    expect(offsetAt(change - 1, 'America/New_York')).toBe(-5 * HOUR_MS);
    expect(offsetAt(change, 'America/New_York')).toBe(-4 * HOUR_MS);
  });

  it('knows times before 1970, and refuses what is no time or no zone', () => {
    expect(offsetAt(Date.UTC(1945, 7, 1), 'America/New_York')).toBe(-4 * HOUR_MS);
    expect(() => offsetAt(Number.NaN, 'America/New_York')).toThrow(RangeError);
    expect(() => offsetAt(0, 'No/Where')).toThrow(RangeError);
  });
});
