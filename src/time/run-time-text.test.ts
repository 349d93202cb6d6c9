import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../message/index.ts';
import {
  applyOffset,
  describeRunTimeValue,
  describeText,
  evaluateRunTimeValue,
  evaluateText,
  parseRunTimeText,
} from './index.ts';
import type { RunTimeContext, RunTimeValue } from './index.ts';

const context: RunTimeContext = {
  fireTime: Date.parse('2026-03-05T00:05:00+08:00'),
  previousFireTime: Date.parse('2026-03-04T00:05:00+08:00'),
  timeZone: 'Asia/Shanghai',
  cursor: '2026-03-04 00:00:00',
  parameters: { region: 'north' },
  environment: 'prod',
  pipeline: 'orders',
};

function evaluate(text: string, changes: Partial<RunTimeContext> = {}): string {
  const { text: parsed, problems } = parseRunTimeText(text, ['region']);
  expect(problems).toEqual([]);
  return evaluateText(parsed, { ...context, ...changes });
}

/** What is wrong, with the part of the text that it points at. */
function problemsOf(text: string): string[] {
  return parseRunTimeText(text, ['region']).problems.map(
    (problem) =>
      `${problem.kind} <${text.slice(problem.start, problem.end)}> ${wordsOf(problem.message)}` +
      (problem.suggestion === undefined ? '' : ` -> ${problem.suggestion}`),
  );
}

describe('run-time text', () => {
  it('evaluates the examples of the language', () => {
    expect(evaluate('pt=${bizdate}')).toBe('pt=20260304');
    expect(evaluate('orders_${bizdate:yyyyMM}')).toBe('orders_202603');
    expect(evaluate("d >= '${bizdate:yyyy-MM-dd}' and d < '${fire:yyyy-MM-dd}'")).toBe(
      "d >= '2026-03-04' and d < '2026-03-05'",
    );
    expect(evaluate('${fire/M-1d:yyyyMMdd}')).toBe('20260228');
    expect(evaluate('${fire}')).toBe('2026-03-05T00:05:00+08:00');
    expect(evaluate('${window.start}..${window.end}')).toBe('2026-03-04T00:05:00+08:00..2026-03-05T00:05:00+08:00');
    expect(evaluate('${bizdate:yyyy-MM-dd HH:mm:ss}')).toBe('2026-03-04 00:00:00');
    expect(evaluate('${cursor} ${region} ${environment} ${pipeline}')).toBe('2026-03-04 00:00:00 north prod orders');
    expect(evaluate('${fire:epoch} ${fire:epochMillis}')).toBe('1772640300 1772640300000');
    expect(evaluate("${fire:yyyy'年'MM'月' 'o''clock'}")).toBe("2026年03月 o'clock");
    expect(evaluate("${fire:yyyy'}'}")).toBe('2026}');
    expect(evaluate('${fire/w:yyyy-MM-dd} ${fire/y:yyyy-MM-dd} ${fire/h:HH:mm} ${fire+2h:HH:mm}')).toBe(
      '2026-03-02 2026-01-01 00:00 02:05',
    );
  });

  it('leaves dollars alone and reads the escape', () => {
    expect(evaluate('$5 and $')).toBe('$5 and $');
    expect(evaluate('$${fire} is ${fire:yyyy}')).toBe('${fire} is 2026');
  });

  it('keeps the placeholders of an engine', () => {
    const text = 'select * from t where ${incrementFilter}';
    expect(parseRunTimeText(text, [], ['incrementFilter'])).toEqual({ text, places: [], problems: [] });
  });

  it('reads secrets and environment, and never evaluates them', () => {
    const { text } = parseRunTimeText(
      '${secret:env/ERP_PASSWORD}${secret:file//run/secrets/erp}${env:URL:-http://a:1}${env:B}',
    );
    expect(text).toMatchObject({
      parts: [
        { kind: 'secret', provider: 'env', name: 'ERP_PASSWORD' },
        { kind: 'secret', provider: 'file', name: '/run/secrets/erp' },
        { kind: 'env', name: 'URL', fallback: 'http://a:1' },
        { kind: 'env', name: 'B' },
      ],
    });
    expect(() => evaluateText(text, context)).toThrow(RangeError);
  });

  it('points at what is wrong and offers the fix', () => {
    expect(problemsOf('a ${bizdat} b')).toEqual(['unknown-name <bizdat> `bizdat` is not a run-time value -> bizdate']);
    expect(problemsOf('${BizDate}')).toEqual(['unknown-name <BizDate> `BizDate` is not a run-time value -> bizdate']);
    expect(problemsOf('${regoin}')).toEqual(['unknown-name <regoin> `regoin` is not a run-time value -> region']);
    expect(problemsOf('${zzz}')).toEqual(['unknown-name <zzz> `zzz` is not a run-time value']);
    expect(problemsOf('x ${bizdate')).toEqual(['syntax <${bizdate> `${` is not closed']);
    expect(problemsOf('${}')).toHaveLength(1);
    expect(problemsOf('${fire+1x}')).toEqual(['syntax <+1x> `+1x` is not an offset']);
    expect(problemsOf('${cursor+1d}')).toEqual([
      'syntax <cursor+1d> `cursor` is not a time: it takes no offset and no format',
    ]);
    expect(problemsOf('${secret:vault/x}')).toHaveLength(1);
    expect(problemsOf('${a} ${b}')).toHaveLength(2);
  });

  it('refuses the formats that mean something else', () => {
    expect(problemsOf('${fire:YYYY-MM-dd}')).toEqual([
      'bad-format <YYYY> `YYYY` is the year of a week, not of a date -> yyyy',
    ]);
    expect(problemsOf('${fire:yyyyMMDD}')).toEqual(['bad-format <DD> `DD` is the day of a year, not of a month -> dd']);
    expect(problemsOf('${fire:yyyymmdd}')).toEqual([
      'bad-format <mm> `mm` is minutes, beside `yyyy` without `HH` -> MM',
    ]);
    expect(problemsOf('${fire:hh:mm}')).toHaveLength(1);
    expect(problemsOf('${fire:HH:MM}')).toEqual([
      'bad-format <MM> `MM` is the month, beside `HH` without a date -> mm',
    ]);
    expect(problemsOf('${fire:yyyy-MM-ddTHH:mm}')).toEqual(["bad-format <T> `T` is not a part of a format -> 'T'"]);
    expect(problemsOf("${fire:yyyy'x}")).toHaveLength(2);
    expect(problemsOf('${fire:}')).toEqual(['bad-format <:> the format is empty']);
  });

  it('never throws, and every problem lies within the text', () => {
    const piece = fc.constantFrom(
      '${',
      '}',
      '$',
      "'",
      ':',
      'fire',
      'bizdate',
      '+1d',
      '/M',
      'yyyy',
      'secret:',
      'env:',
      'x',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        return parseRunTimeText(text).problems.every(
          ({ start, end }) => 0 <= start && start <= end && end <= text.length,
        );
      }),
      { numRuns: 3000 },
    );
  });
});

describe('describeRunTimeValue', () => {
  const offset = fc.oneof(
    fc.record({
      kind: fc.constant('add' as const),
      amount: fc.integer({ min: -400, max: 400 }),
      unit: fc.constantFrom('y', 'M', 'w', 'd', 'h', 'm', 's' as const),
    }),
    fc.record({ kind: fc.constant('truncate' as const), unit: fc.constantFrom('y', 'M', 'w', 'd', 'h' as const) }),
  );
  const value: fc.Arbitrary<RunTimeValue> = fc.oneof(
    fc.record({
      kind: fc.constant('time' as const),
      base: fc.constantFrom('fire', 'bizdate', 'window.start', 'window.end' as const),
      offsets: fc.array(offset, { maxLength: 3 }),
      format: fc.constantFrom('yyyyMMdd', 'yyyy-MM-dd HH:mm:ss.SSS', 'epoch', "yyyy-MM-dd'T'HH:mm:ssXXX", "yyyy'}'"),
    }),
    fc.constantFrom<RunTimeValue>(
      { kind: 'cursor' },
      { kind: 'environment' },
      { kind: 'parameter', name: 'region' },
      { kind: 'secret', provider: 'file', name: '/run/a' },
      { kind: 'env', name: 'A', fallback: '' },
    ),
  );

  it('is read back as the same value', () => {
    fc.assert(
      fc.property(value, (one) => {
        expect(parseRunTimeText(describeRunTimeValue(one), ['region'])).toMatchObject({
          text: { kind: 'run-time-text', parts: [one] },
          problems: [],
        });
      }),
    );
  });

  it('is read back within a text', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(value, fc.constantFrom('a ', '${', '{}', '$x')), { maxLength: 6 }), (parts) => {
        const written = describeText({ kind: 'run-time-text', parts });
        const again = parseRunTimeText(written, ['region']);
        expect(again.problems).toEqual([]);
        expect(describeText(again.text)).toBe(written);
      }),
    );
  });

  it('leaves a default format out', () => {
    expect(describeText(parseRunTimeText('${bizdate:yyyyMMdd} $${x}').text)).toBe('${bizdate} $${x}');
  });
});

const at = (text: string): number => Date.parse(text);

describe('offsets', () => {
  const newYork = 'America/New_York';

  it('moves days by the wall clock and hours exactly, across daylight saving', () => {
    const fire = at('2026-03-07T12:00:00-05:00');
    expect(applyOffset(fire, { kind: 'add', amount: 1, unit: 'd' }, newYork)).toBe(at('2026-03-08T12:00:00-04:00'));
    expect(applyOffset(fire, { kind: 'add', amount: 24, unit: 'h' }, newYork)).toBe(at('2026-03-08T13:00:00-04:00'));
  });

  it('takes the first moment after a gap and the earlier of an overlap', () => {
    const day = { kind: 'add', amount: 1, unit: 'd' } as const;
    expect(applyOffset(at('2026-03-07T02:30:00-05:00'), day, newYork)).toBe(at('2026-03-08T03:00:00-04:00'));
    expect(applyOffset(at('2026-10-31T01:30:00-04:00'), day, newYork)).toBe(at('2026-11-01T01:30:00-04:00'));
  });

  it('clamps to the last day of a shorter month', () => {
    const month = { kind: 'add', amount: 1, unit: 'M' } as const;
    expect(applyOffset(at('2026-01-31T10:00:00Z'), month, 'UTC')).toBe(at('2026-02-28T10:00:00Z'));
    expect(applyOffset(at('2028-02-29T10:00:00Z'), { kind: 'add', amount: 1, unit: 'y' }, 'UTC')).toBe(
      at('2029-02-28T10:00:00Z'),
    );
  });

  it('truncates to a start that truncating leaves alone, never later than the time', () => {
    const zones = fc.constantFrom('UTC', newYork, 'Europe/London', 'Australia/Lord_Howe', 'America/Sao_Paulo');
    fc.assert(
      fc.property(
        fc.integer({ min: at('2005-01-01T00:00:00Z'), max: at('2035-01-01T00:00:00Z') }),
        fc.constantFrom('y', 'M', 'w', 'd', 'h' as const),
        zones,
        (time, unit, zone) => {
          const start = applyOffset(time, { kind: 'truncate', unit }, zone);
          expect(start).toBeLessThanOrEqual(time);
          expect(applyOffset(start, { kind: 'truncate', unit }, zone)).toBe(start);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('starts weeks on Monday', () => {
    const week = {
      kind: 'time',
      base: 'fire',
      offsets: [{ kind: 'truncate', unit: 'w' }],
      format: 'yyyyMMdd',
    } as const;
    const monday = (day: string): string =>
      evaluateRunTimeValue(week, { ...context, timeZone: 'UTC', fireTime: at(`${day}T10:00:00Z`) });
    expect([monday('2026-03-01'), monday('2026-03-02'), monday('2026-03-08')]).toEqual([
      '20260223',
      '20260302',
      '20260302',
    ]);
  });
});
