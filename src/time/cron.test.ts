import { readFileSync } from 'node:fs';
import { Cron as Croner } from 'croner';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../message/index.ts';
import { nextCronTime, parseCron, previousCronTime } from './index.ts';
import type { Cron, CronDialect } from './index.ts';

const rows = (name: string): string[][] =>
  readFileSync(new URL(`data/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(' | '));

function cron(expression: string, dialect?: CronDialect): Cron {
  const result = parseCron(expression, dialect);
  if (!result.ok) throw new Error(`${expression}: ${wordsOf(result.message)}`);
  return result.cron;
}

function fires(expression: string, zone: string, after: string, count: number, dialect?: CronDialect): string[] {
  const found: string[] = [];
  for (let at: number | undefined = Date.parse(after); found.length < count;) {
    at = nextCronTime(cron(expression, dialect), zone, at);
    if (at === undefined) break;
    found.push(new Date(at).toISOString().replace('.000', ''));
  }
  return found;
}

const DIALECTS = ['quartz-2.5', 'quartz-2.3'] as const;

/** The rows that hold of a dialect: those marked `2.5` are of one alone. */
const rowsOf = (name: string, dialect: (typeof DIALECTS)[number]): string[][] =>
  rows(name).filter((row) => dialect === 'quartz-2.5' || row.at(-1) !== '2.5');

describe.each(DIALECTS)('conformance with %s', (dialect) => {
  it.each(rowsOf('quartz-fires.txt', dialect))('%s in %s after %s', (expression, zone, after, next) => {
    const expected = String(next).split(' ');
    const normal = expected.map((time) => new Date(time).toISOString().replace('.000', ''));
    expect(fires(String(expression), String(zone), String(after), expected.length, dialect)).toEqual(normal);
  });

  it('accepts and refuses what Quartz does', () => {
    const wrong = rowsOf('quartz-rules.txt', dialect).filter(
      ([verdict, expression = '']) =>
        /valid/.test(String(verdict)) && parseCron(expression, dialect).ok !== (verdict === 'valid'),
    );
    expect(wrong).toEqual([]);
  });

  it('does not fire where Quartz does not', () => {
    for (const [verdict, expression = '', zone = '', time = ''] of rowsOf('quartz-rules.txt', dialect)) {
      if (verdict !== 'never') continue;
      expect(nextCronTime(cron(expression, dialect), zone, Date.parse(time) - 1000), `${expression} ${time}`).not.toBe(
        Date.parse(time),
      );
    }
  });

  it('keeps the gaps that Quartz keeps', () => {
    for (const [verdict, expression = '', seconds = ''] of rowsOf('quartz-rules.txt', dialect)) {
      if (verdict !== 'gap') continue;
      const first = nextCronTime(cron(expression), 'UTC', Date.UTC(2016, 0, 1)) ?? 0;
      expect((nextCronTime(cron(expression), 'UTC', first) ?? 0) - first, expression).toBe(Number(seconds) * 1000);
    }
  });
});

const place = (expression: string): string => {
  const result = parseCron(expression);
  return result.ok ? 'ok' : `${expression.slice(result.start, result.end)}: ${wordsOf(result.message)}`;
};

describe('parseCron', () => {
  it('points at the very part that is wrong', () => {
    expect(place('0 0 25 * * ?')).toBe('25: `25` is out of range in the hours field');
    expect(place('0 0 1,2,99 * * ?')).toBe('99: `99` is out of range in the hours field');
    expect(place('0 0 12 ? * MON-FOO')).toBe('FOO: `FOO` is not a value of the day-of-week field');
    expect(place('0/70 * * * * ?')).toBe('70: a step of 70 is too large for the seconds field');
    expect(place('0 0 12 ? * 6#9')).toBe('9: `#` must be followed by 1 to 5');
    expect(place('0 0 12 * * *')).toBe('*: day-of-month and day-of-week cannot both be given');
    expect(place('0 0 12 1 1 ? 2030 x')).toBe(
      'x: a cron expression has 6 or 7 fields (Quartz) or 5 (Unix), this one has 8',
    );
    expect(place('* * *')).toContain('this one has 3');
    expect(place('')).toContain('this one has 0');
  });

  it('refuses what Quartz takes silently', () => {
    for (const junk of ['FRI*', 'FRI/2', '5,6#3', '0#1', '8#1', '*A&'])
      expect(place(`0 0 12 ? * ${junk}`)).not.toBe('ok');
    expect(place('0 0 12 32W * ?')).toBe('32W: `32W`: no month has a day 32');
  });

  it('refuses in Quartz 2.3 what that refuses, or takes and fires on one day of alone', () => {
    const place23 = (expression: string): string => {
      const result = parseCron(expression, 'quartz-2.3');
      return result.ok ? 'ok' : `${expression.slice(result.start, result.end)}: ${wordsOf(result.message)}`;
    };
    expect(place23('0 0 3 1,L * ?')).toBe('L: `L` cannot be in a list in `quartz-2.3`');
    expect(place23('0 0 3 15,L-2 * ?')).toBe('L-2: `L-2` cannot be in a list in `quartz-2.3`');
    expect(place23('0 0 3 15W,20W * ?')).toBe('15W: `15W` cannot be in a list in `quartz-2.3`');
    for (const days of ['L', 'LW', 'L-3', 'L-3W', '15W', '1,15', '10-5/2'])
      expect(place23(`0 0 3 ${days} * ?`), days).toBe('ok');
  });

  it('counts the fields by the dialect that it is told', () => {
    expect(parseCron('0 3 * * *', 'quartz-2.5').ok).toBe(false);
    expect(parseCron('0 0 3 * * ?', 'unix').ok).toBe(false);
    expect(parseCron('0 3 * * *', 'unix').ok).toBe(true);
  });

  it('tells when an expression can never fire', () => {
    expect(place('0 0 0 30 2 ?')).toContain('never fires');
    expect(place('0 0 0 31 4,6,9,11 ?')).toContain('never fires');
    expect(place('0 0 0 29 2 ? 2027')).toContain('never fires');
    expect(place('0 0 0 29 2 ?')).toBe('ok');
  });

  it('points at the field that keeps an expression from firing', () => {
    expect(place('0 0 0 31 4 ?')).toMatch(/^31: /);
    expect(place('0 0 0 29 2 ? 2027')).toMatch(/^2027: /);
    expect(place('0 0 31 4 *')).toMatch(/^31: /);
  });

  it.each([
    ['@daily', '0 0 0 * * ?', 'certain'],
    ['0 0 3 * * *', '?', 'certain'],
    ['0 0 3 * * MON', '?', 'certain'],
    ['0 0 3 1 * *', '?', 'certain'],
    ['0 0 3 ? * ?', '*', 'certain'],
    ['5/15 * * * *', '5-59/15', 'certain'],
    ['0 22-2 * * *', '0-2,22-23', 'certain'],
    ['0 0 24 * * ?', '0', 'likely'],
    ['0 0 3 ? * 0', 'SUN', 'likely'],
    ['0 0 0 31 4 ?', 'L', 'likely'],
  ])('offers what to write in %s: %s', (expression, newText, confidence) => {
    expect(parseCron(expression)).toMatchObject({ ok: false, suggestion: { newText, confidence } });
    const found = parseCron(expression);
    if (found.ok) return;
    expect(parseCron(expression.slice(0, found.start) + newText + expression.slice(found.end)).ok).toBe(true);
  });

  it('reads five fields by the rules of Unix', () => {
    expect(fires('30 4 1,15 * 5', 'UTC', '2026-05-01T00:00:00Z', 4)).toEqual([
      '2026-05-01T04:30:00Z',
      '2026-05-08T04:30:00Z',
      '2026-05-15T04:30:00Z',
      '2026-05-22T04:30:00Z',
    ]);
    expect(fires('0 0 * * 0', 'UTC', '2026-05-01T00:00:00Z', 1)).toEqual(['2026-05-03T00:00:00Z']);
    expect(fires('0 0 * * 7', 'UTC', '2026-05-01T00:00:00Z', 1)).toEqual(['2026-05-03T00:00:00Z']);
    expect(fires('0 0 * * 5-7', 'UTC', '2026-05-03T00:00:00Z', 1)).toEqual(['2026-05-08T00:00:00Z']);
    expect(place('5/15 * * * *')).toBe('5/15: `5/15` has a step but no range');
    expect(place('0 22-2 * * *')).toBe('22-2: the range `22-2` runs backwards');
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const result = parseCron(text);
        return result.ok || (result.start >= 0 && result.end >= result.start);
      }),
    );
  });
});

describe('daylight saving, wall-clock policy', () => {
  const zone = 'America/New_York';

  it('fires a skipped reading at the first moment after', () => {
    expect(fires('0 30 2 * * ?', zone, '2026-03-07T12:00:00Z', 2)).toEqual([
      '2026-03-08T07:00:00Z',
      '2026-03-09T06:30:00Z',
    ]);
    expect(fires('0 0/20 2 * * ?', zone, '2026-03-08T00:00:00Z', 2)).toEqual([
      '2026-03-08T07:00:00Z',
      '2026-03-09T06:00:00Z',
    ]);
    expect(fires('0 0 0 * * ?', 'America/Sao_Paulo', '2018-11-03T12:00:00Z', 1)).toEqual(['2018-11-04T03:00:00Z']);
    expect(fires('0 0 12 * * ?', 'Pacific/Apia', '2011-12-29T23:00:00Z', 2)).toEqual([
      '2011-12-30T10:00:00Z',
      '2011-12-30T22:00:00Z',
    ]);
  });

  it('fires a doubled reading once, at the earlier', () => {
    expect(fires('0 30 1 * * ?', zone, '2026-10-31T12:00:00Z', 2)).toEqual([
      '2026-11-01T05:30:00Z',
      '2026-11-02T06:30:00Z',
    ]);
    expect(fires('0 0,30 1 * * ?', zone, '2026-11-01T05:45:00Z', 1)).toEqual(['2026-11-02T06:00:00Z']);
  });

  it('keeps the interval of an interval-like one', () => {
    expect(fires('0 0 * * * ?', zone, '2026-11-01T04:30:00Z', 3)).toEqual([
      '2026-11-01T05:00:00Z',
      '2026-11-01T06:00:00Z',
      '2026-11-01T07:00:00Z',
    ]);
    expect(fires('0 30 * * * ?', zone, '2026-03-08T06:00:00Z', 2)).toEqual([
      '2026-03-08T06:30:00Z',
      '2026-03-08T07:30:00Z',
    ]);
  });

  const expressions = fc
    .tuple(
      fc.constantFrom('0', '*/20', '15,45'),
      fc.constantFrom('0', '30', '*/15', '59'),
      fc.constantFrom('*', '2', '1', '0', '0,12', '1-3', '*/6'),
      fc.constantFrom('* * ?', '? * MON-FRI', 'L * ?', '1W * ?', '? 3,11 1#1', '? 3 1L', '29 2 ?', 'L-3 * ?'),
    )
    .map((fields) => fields.join(' '));
  const zones = fc.constantFrom(
    'UTC',
    'America/New_York',
    'Europe/London',
    'Australia/Lord_Howe',
    'Asia/Shanghai',
    'Pacific/Apia',
  );
  const times = fc.integer({ min: Date.UTC(2010, 0), max: Date.UTC(2030, 0) });

  it('goes strictly forward, and back over the same fires', () => {
    fc.assert(
      fc.property(expressions, zones, times, (expression, timeZone, after) => {
        const parsed = cron(expression);
        const first = nextCronTime(parsed, timeZone, after) ?? 0;
        const second = nextCronTime(parsed, timeZone, first) ?? 0;
        expect(first).toBeGreaterThan(after);
        expect(second).toBeGreaterThan(first);
        expect(previousCronTime(parsed, timeZone, second)).toBe(first);
        expect(previousCronTime(parsed, timeZone, first) ?? 0).toBeLessThanOrEqual(after);
      }),
      { numRuns: 2000 },
    );
  });

  it('agrees with croner, another implementation, away from doubled and skipped hours', () => {
    fc.assert(
      fc.property(expressions, times, (expression, after) => {
        fc.pre(!expression.includes('L-3'));
        const oracle = new Croner(expression, {
          timezone: 'Asia/Shanghai',
          alternativeWeekdays: true,
          sloppyRanges: true,
        });
        const expected = oracle.nextRun(new Date(after))?.getTime();
        expect(nextCronTime(cron(expression), 'Asia/Shanghai', after)).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });
});
