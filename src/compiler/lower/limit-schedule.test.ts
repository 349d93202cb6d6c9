import { describe, expect, it } from 'vitest';
import type { ScheduleCalendar } from '../../time/index.ts';
import type { ScheduleDefinition } from '../syntax/index.ts';
import { limitSchedule } from './limit-schedule.ts';
import { Report } from './lower-context.ts';
import { readMoment } from './read-moment.ts';

function limit(
  written: ScheduleDefinition,
  clock = 'every',
  calendars = new Map<string, ScheduleCalendar | undefined>(),
): { codes: readonly string[]; limited: object } {
  const report = new Report();
  const schedule = { kind: 'every', intervalMs: 3_600_000, timeZone: 'Asia/Shanghai' } as const;
  const place = { file: 'a.yaml', path: ['schedule'], part: 'value' } as const;
  const limited = limitSchedule(schedule, clock, written, place, { calendars }, report);
  return { codes: report.diagnostics.map(({ code, at }) => `${code} ${at.path.join('/')}`), limited };
}

describe('start and end', () => {
  it('are read by the clock of the zone where they have no offset', () => {
    expect(limit({ start: '2026-12-24', end: '2026-12-25T06:00' })).toMatchObject({
      codes: [],
      limited: { start: Date.parse('2026-12-23T16:00:00Z'), end: Date.parse('2026-12-24T22:00:00Z') },
    });
    expect(readMoment('2026-12-24T06:00:30-01:00', 'Asia/Shanghai')).toBe(Date.parse('2026-12-24T07:00:30Z'));
    // a reading that the clock skips is the first moment after
    expect(readMoment('2026-03-29T02:30', 'Europe/Berlin')).toBe(Date.parse('2026-03-29T01:00:00Z'));
  });

  it.each(['2026-02-30', '2026-1-1', '24.12.2026', '2026-12-24T25:00', '2026-12-24 06:00', '2026-12-24Z', 'tomorrow'])(
    'are not %s',
    (start) => expect(limit({ start }).codes).toEqual(['SL0204 schedule/start']),
  );

  it('stand beside a clock that fires again and again', () => {
    expect(limit({ start: '2026-12-24' }, 'at').codes).toEqual(['SL0205 schedule/start']);
  });

  it('have a fire between them', () => {
    expect(limit({ start: '2026-12-24', end: '2026-12-24' }).codes).toEqual(['SL0406 schedule/end']);
    expect(limit({ end: '2025-12-24' }).codes).toEqual(['SL0406 schedule/end']);
    expect(limit({ start: '2026-12-24T00:01', end: '2026-12-24T01:00' }).codes).toEqual(['SL0406 schedule/end']);
    expect(limit({ start: '2026-12-24T00:01', end: '2026-12-24T01:01' }).codes).toEqual([]);
  });
});

describe('jitter', () => {
  it('is shorter than the time between two fires', () => {
    expect(limit({ jitter: '59m' })).toMatchObject({ codes: [], limited: { jitterMs: 59 * 60_000 } });
    expect(limit({ jitter: '1h' }).codes).toEqual(['SL0430 schedule/jitter']);
    expect(limit({ jitter: '1h' }).limited).not.toHaveProperty('jitterMs');
    expect(limit({ jitter: 'soon' }).codes).toEqual(['SL0407 schedule/jitter']);
    expect(limit({ jitter: '0s' }).codes).toEqual(['SL0407 schedule/jitter']);
  });

  it('stands beside a clock that fires again and again', () => {
    expect(limit({ jitter: '5m' }, 'at').codes).toEqual(['SL0205 schedule/jitter']);
    expect(limit({ jitter: '5m' }, 'after').codes).toEqual(['SL0205 schedule/jitter']);
  });
});

describe('calendar', () => {
  const trading: ScheduleCalendar = { name: 'trading', base: 'weekdays', exclude: ['2026-12-31'] };
  const calendars = new Map([
    ['trading', trading],
    ['faulty', undefined],
  ]);

  it('is one that Sluice knows or one of the project, on working days or the others', () => {
    expect(limit({ calendar: 'weekdays' }).limited).toMatchObject({ calendar: { name: 'weekdays' } });
    expect(limit({ calendar: 'trading' }, 'every', calendars).limited).toMatchObject({ calendar: trading });
    expect(limit({ calendar: { name: 'trading', on: 'holidays' } }, 'every', calendars).limited).toMatchObject({
      calendar: { ...trading, on: 'holidays' },
    });
    expect(limit({ calendar: { name: 'cn-workdays', on: 'working-days' } }).limited).not.toHaveProperty('calendar.on');
  });

  it('is declared; one that has an error has it there', () => {
    expect(limit({ calendar: 'tradign' }, 'every', calendars).codes).toEqual(['SL0319 schedule/calendar']);
    expect(limit({ calendar: { name: 'weekday' } }).codes).toEqual(['SL0319 schedule/calendar/name']);
    expect(limit({ calendar: 'faulty' }, 'every', calendars).codes).toEqual([]);
  });

  it('leaves some fire', () => {
    const never = new Map([['never', { name: 'never', base: 'every-day', on: 'holidays' } as const]]);
    expect(limit({ calendar: 'never' }, 'every', never).codes).toEqual(['SL0406 schedule/calendar']);
  });
});
