import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleArtefact } from '../../../test/support/runtime/sample-artefact.ts';
import type { Artefact } from '../artefact/index.ts';
import { valueLine } from './value-line.ts';
import { partOfRange, readValueRange } from './value-range.ts';

function follows(type: string, engine = 'local'): Artefact {
  return sampleArtefact('orders', { incremental: { column: 'at', type } }, engine).artefact;
}

/** All parts of a range, after it was read. */
function partsOf(type: string, text: string, chunk?: string, engine?: string): readonly string[] {
  const read = readValueRange(text, chunk, follows(type, engine));
  if (read.range === undefined) return expect.fail(String(read.problem));
  const { range } = read;
  return Array.from({ length: read.runs }, (_, index) => Object.values(partOfRange(range, type, index)).join('..'));
}

describe('a range of cursor values', () => {
  it.each<[string, string, string | undefined, string[]]>([
    ['int64', '-5..5', '4', ['-5..-1', '-1..3', '3..5']],
    [
      'int64',
      '9223372036854775800..9223372036854775807',
      '5',
      ['9223372036854775800..9223372036854775805', '9223372036854775805..9223372036854775807'],
    ],
    ['int32', '0..10', undefined, ['0..10']],
    ['decimal(18,2)', '-0.5..1.25', '0.75', ['-0.5..0.25', '0.25..1.00', '1.00..1.25']],
    [
      'date',
      '2024-02-28..2024-03-02',
      '1d',
      ['2024-02-28..2024-02-29', '2024-02-29..2024-03-01', '2024-03-01..2024-03-02'],
    ],
    [
      'timestamp(0)',
      '2026-03-01..2026-03-02',
      '12h',
      ['2026-03-01..2026-03-01 12:00:00', '2026-03-01 12:00:00..2026-03-02'],
    ],
    [
      'timestamp(9)',
      '1969-12-31 23:59:59.999999999..1970-01-01 00:00:00.5',
      '500ms',
      [
        '1969-12-31 23:59:59.999999999..1970-01-01 00:00:00.499999999',
        '1970-01-01 00:00:00.499999999..1970-01-01 00:00:00.5',
      ],
    ],
    [
      'timestamptz(3)',
      '2026-03-01T00:00:00Z..2026-03-01T01:30:00Z',
      '1h',
      ['2026-03-01T00:00:00Z..2026-03-01T01:00:00Z', '2026-03-01T01:00:00Z..2026-03-01T01:30:00Z'],
    ],
  ])('of %s is cut: %s by %s', (type, text, chunk, parts) => {
    expect(partsOf(type, text, chunk)).toEqual(parts);
  });

  it.each([
    ['int8', '0..200', undefined],
    ['int64', '0..5', '0.5'],
    ['int64', '0..5', '-1'],
    ['date', '2026-02-30..2026-03-01', undefined],
    ['date', '2026-03-01 08:00..2026-03-02', undefined],
    ['date', '2026-03-01..2026-03-05', '12h'],
    ['timestamp(0)', '2026-03-01 00:00:00.5..2026-03-02', undefined],
    ['timestamp(3)', '1704070000000..1704080000000', undefined],
    ['timestamp(3)', '2026-03-01..2026-03-02+08:00', undefined],
    ['timestamp(3)', '2026-03-01..2026-03-02', '5'],
    ['time(0)', '08:00:00..09:00:00', undefined],
    ['string', 'a..b', undefined],
  ])('of %s is none: %s by %s', (type, text, chunk) => {
    expect(readValueRange(text, chunk, follows(type))).toHaveProperty('problem');
  });

  it('has times as a database writes them where its SQL compares them', () => {
    expect(
      readValueRange('2026-03-01T00:00:00..2026-03-02', undefined, follows('timestamp(3)', 'flink-sql')),
    ).toHaveProperty('problem');
    // FlinkX keeps a position in milliseconds; a range stands in its `where`
    expect(partsOf('timestamp(3)', '2026-03-01..2026-03-02', '1d', 'flinkx')).toEqual(['2026-03-01..2026-03-02']);
  });

  it('is read whole and once, whatever it is and however it is cut', () => {
    const moment = fc
      .tuple(fc.integer({ min: -4_000_000_000, max: 8_000_000_000 }), fc.integer({ min: 0, max: 999_999 }))
      .map(([seconds, micros]) => {
        const day = new Date(seconds * 1_000).toISOString();
        return `${day.slice(0, 10)} ${day.slice(11, 19)}.${String(micros).padStart(6, '0')}`;
      });
    const hours = fc.integer({ min: 1, max: 400 }).map((days) => `${days}d1h`);
    const decimals = fc
      .tuple(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.integer({ min: 0, max: 9 }))
      .map(([whole, tenth]) => `${whole}.${tenth}`);
    const cases = fc.oneof(
      fc.record({
        type: fc.constant('int64'),
        ends: fc.tuple(
          fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n).map(String),
          fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n).map(String),
        ),
        chunk: fc.bigInt(2n ** 50n, 2n ** 60n).map(String),
      }),
      fc.record({
        type: fc.constant('decimal(38,1)'),
        ends: fc.tuple(decimals, decimals),
        chunk: fc.bigInt(10n ** 17n, 10n ** 19n).map((width) => `${width}.5`),
      }),
      fc.record({ type: fc.constant('timestamp(6)'), ends: fc.tuple(moment, moment), chunk: hours }),
    );
    fc.assert(
      fc.property(cases, ({ type, ends: [one, other], chunk }) => {
        const line = valueLine(type, [one, other, chunk]);
        const at = (text: string): bigint => line?.at(text) ?? expect.fail(text);
        fc.pre(at(one) !== at(other));
        const [after, until] = at(one) < at(other) ? [one, other] : [other, one];
        const parts = partsOf(type, `${after}..${until}`, chunk).map((part) => part.split('..'));
        expect([parts[0]?.[0], parts.at(-1)?.[1]]).toEqual([after, until]);
        for (const [index, [begin = '', end = '']] of parts.entries()) {
          expect(at(begin) < at(end)).toBe(true);
          if (index > 0) expect(parts[index - 1]?.[1]).toBe(begin);
        }
      }),
      { numRuns: 300 },
    );
  });
});
