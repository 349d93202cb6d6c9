import { describe, expect, it } from 'vitest';
import {
  clockChanges,
  clockMark,
  isSameSchedule,
  meetingTime,
  nextFireTimes,
  oddFires,
  parseCron,
  previousFireTime,
  shortestInterval,
} from './index.ts';
import type { Cron, Schedule } from './index.ts';
import { nextQuartzTime } from './quartz-times.ts';

const iso = (time: number | undefined): string | undefined =>
  time === undefined ? undefined : new Date(time).toISOString().slice(0, 16);

function schedule(expression: string, timeZone: string): Schedule {
  return { kind: 'cron', expression, dialect: 'quartz-2.5', timeZone };
}

function cron(expression: string): Cron {
  const found = parseCron(expression);
  if (!found.ok) throw new Error(expression);
  return found.cron;
}

function odd(expression: string, timeZone: string): unknown {
  return oddFires(schedule(expression, timeZone), from, until).map(({ change, reading }) => [
    change.kind,
    iso(reading),
  ]);
}

const from = Date.UTC(2026, 0, 1);
const until = Date.UTC(2027, 0, 1);

describe('clockChanges', () => {
  it('finds the two of a year, with the readings that they touch', () => {
    const found = clockChanges('America/New_York', from, until);
    expect(found.map(({ kind, time, start, end }) => [kind, iso(time), iso(start), iso(end)])).toEqual([
      ['gap', '2026-03-08T07:00', '2026-03-08T02:00', '2026-03-08T03:00'],
      ['overlap', '2026-11-01T06:00', '2026-11-01T01:00', '2026-11-01T02:00'],
    ]);
    expect(clockChanges('Asia/Shanghai', from, until)).toEqual([]);
    expect(clockChanges('UTC', from, until)).toEqual([]);
  });
});

describe('oddFires', () => {
  it('finds fires at readings that do not exist or come twice', () => {
    expect(odd('0 30 2 * * ?', 'America/New_York')).toEqual([['gap', '2026-03-08T02:30']]);
    expect(odd('0 30 1 * * ?', 'America/New_York')).toEqual([['overlap', '2026-11-01T01:30']]);
    expect(odd('0 0 2 * * ?', 'Europe/Berlin')).toEqual([
      ['gap', '2026-03-29T02:00'],
      ['overlap', '2026-10-25T02:00'],
    ]);
  });

  it('leaves those alone that a change does not touch', () => {
    expect(odd('0 0 3 * * ?', 'America/New_York')).toEqual([]);
    expect(odd('0 30 2 ? * MON', 'America/New_York')).toEqual([]);
    expect(odd('0 0/5 * * * ?', 'America/New_York')).toEqual([]);
    expect(odd('0 30 2 * * ?', 'Asia/Shanghai')).toEqual([]);
  });
});

describe('nextQuartzTime', () => {
  const zone = 'America/New_York';

  it('leaves a skipped reading out', () => {
    expect(iso(nextQuartzTime(cron('0 30 2 * * ?'), zone, Date.parse('2026-03-07T12:00Z')))).toBe('2026-03-09T06:30');
    expect(iso(nextQuartzTime(cron('0 0 * * * ?'), zone, Date.parse('2026-03-08T06:00Z')))).toBe('2026-03-08T07:00');
  });

  it('fires the later of a doubled one, in an interval too', () => {
    expect(iso(nextQuartzTime(cron('0 30 1 * * ?'), zone, Date.parse('2026-10-31T12:00Z')))).toBe('2026-11-01T06:30');
    expect(iso(nextQuartzTime(cron('0 0/30 * * * ?'), zone, Date.parse('2026-11-01T04:30Z')))).toBe('2026-11-01T06:00');
  });
});

describe('meetingTime', () => {
  it('finds when schedules fire together, over zones', () => {
    const nightly = schedule('0 0 2 * * ?', 'Asia/Shanghai');
    expect(iso(meetingTime([nightly, schedule('0 0 2 29 2 ?', 'Asia/Shanghai')], from))).toBe('2028-02-28T18:00');
    expect(iso(meetingTime([nightly, { kind: 'every', intervalMs: 3_600_000, timeZone: 'UTC' }], from))).toBe(
      '2026-01-01T18:00',
    );
    expect(iso(meetingTime([nightly], from))).toBe('2026-01-01T18:00');
  });

  it('knows those that never do', () => {
    const nightly = schedule('0 0 2 * * ?', 'Asia/Shanghai');
    expect(meetingTime([nightly, schedule('0 0 3 * * ?', 'Asia/Shanghai')], from)).toBeUndefined();
    expect(meetingTime([nightly, { kind: 'at', time: from + 1, timeZone: 'UTC' }], from)).toBeUndefined();
  });
});

describe('shortestInterval', () => {
  it('is that of two fires in a row, a day of 24 hours', () => {
    expect(shortestInterval(schedule('0 0 2,5 * * ?', 'America/New_York'))).toBe(3 * 3_600_000);
    expect(shortestInterval(schedule('0 0 2 * * ?', 'America/New_York'))).toBe(86_400_000);
    expect(shortestInterval({ kind: 'every', intervalMs: 5_000, timeZone: 'UTC' })).toBe(5_000);
    expect(shortestInterval({ kind: 'manual', timeZone: 'UTC' })).toBeUndefined();
  });
});

describe('a schedule with `dst: quartz`', () => {
  const zone = 'America/New_York';
  const quartz = (expression: string): Schedule => ({ ...schedule(expression, zone), dst: 'quartz' }) as Schedule;
  const fires = (of: Schedule, after: string, count: number): (string | undefined)[] =>
    nextFireTimes(of, Date.parse(after), count).map(iso);

  it('leaves a skipped reading out, fires at the later of two, and drops the first of two hours', () => {
    expect(fires(quartz('0 30 2 * * ?'), '2026-03-07T12:00:00Z', 2)).toEqual(['2026-03-09T06:30', '2026-03-10T06:30']);
    expect(fires(quartz('0 30 1 * * ?'), '2026-10-31T12:00:00Z', 1)).toEqual(['2026-11-01T06:30']);
    expect(fires(quartz('0 0/30 * * * ?'), '2026-11-01T04:15:00Z', 2)).toEqual([
      '2026-11-01T04:30',
      '2026-11-01T06:00',
    ]);
  });

  it('goes back over the same fires', () => {
    for (const expression of ['0 30 2 * * ?', '0 30 1 * * ?', '0 0/30 * * * ?', '0 0 2 L * ?']) {
      const times = nextFireTimes(quartz(expression), Date.UTC(2026, 2, 7), 40);
      for (const [index, time] of times.entries())
        if (index > 0) expect(previousFireTime(quartz(expression), time), expression).toBe(times[index - 1]);
    }
    const around = nextFireTimes(quartz('0 15,45 * * * ?'), Date.UTC(2026, 9, 31, 20), 40);
    for (const [index, time] of around.entries())
      if (index > 0) expect(previousFireTime(quartz('0 15,45 * * * ?'), time)).toBe(around[index - 1]);
  });

  it('is another schedule, says nothing was moved, and warns of hours in a row too', () => {
    expect(isSameSchedule(quartz('0 30 2 * * ?'), schedule('0 30 2 * * ?', zone))).toBe(false);
    expect(clockMark(schedule('0 0 3 * * ?', zone), Date.UTC(2026, 2, 8, 7))).toBeUndefined();
    expect(clockMark(schedule('0 30 2 * * ?', zone), Date.UTC(2026, 2, 8, 7))).toMatchObject({ kind: 'moved' });
    expect(clockMark(quartz('0 0 2,3 * * ?'), Date.UTC(2026, 2, 8, 7))).toBeUndefined();
    const kinds = oddFires(quartz('0 0 * * * ?'), from, until).map(({ change }) => change.kind);
    expect(kinds).toEqual(['overlap']);
  });
});
