import { describe, expect, it } from 'vitest';
import type { ColumnType } from '../compiler/index.ts';
import { canonicalCell } from './canonical-cell.ts';
import { matchRows, type ActualRows } from './match-rows.ts';

const ACTUAL: ActualRows = {
  columns: [
    { name: 'id', type: { name: 'int64' } },
    { name: 'amount', type: { name: 'decimal', precision: 10, scale: 2 } },
  ],
  rows: [
    [1n, '10.50'],
    [2n, '20.00'],
    [2n, '20.00'],
  ],
};

describe('matchRows', () => {
  it('finds rows in any order, each once', () => {
    const twice = [{ id: 2 }, { id: 2, amount: 20 }, { id: 1, amount: '10.5' }];
    expect(matchRows(twice, ACTUAL, false)).toEqual({ changed: [], missing: [], extra: [] });
    expect(matchRows([{ id: 2 }, { id: 2 }, { id: 2 }], ACTUAL, false)).toMatchObject({ missing: [2], extra: [0] });
  });

  it('pairs what is most alike, so that a changed row is told as that', () => {
    const expected = [
      { id: 2, amount: 21 },
      { id: 1, amount: 10.5 },
      { id: 9, amount: 1 },
    ];
    expect(matchRows(expected, ACTUAL, false)).toEqual({
      changed: [{ expected: 0, actual: 1, columns: ['amount'] }],
      missing: [2],
      extra: [2],
    });
  });

  it('looks at the order when asked', () => {
    const expected = [{ id: 2 }, { id: 1 }, { id: 2 }];
    expect(matchRows(expected, ACTUAL, false).changed).toEqual([]);
    expect(matchRows(expected, ACTUAL, true).changed.map((each) => each.expected)).toEqual([0, 1]);
  });

  it('takes conditions in cells', () => {
    const expected = [{ id: 1, amount: { matches: '^10' } }, { id: { oneOf: [2] } }, { id: 2 }];
    expect(matchRows(expected, ACTUAL, false)).toEqual({ changed: [], missing: [], extra: [] });
  });

  it('stays quick with many rows that differ', () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => [BigInt(index), '1.00']);
    const expected = rows.map((_, index) => ({ id: index, amount: 2 }));
    const found = matchRows(expected, { ...ACTUAL, rows }, false);
    expect(found.missing).toHaveLength(20_000);
  });
});

const same = (type: ColumnType | undefined, ...values: unknown[]): boolean =>
  new Set(values.map((value) => canonicalCell(value, type))).size === 1;

describe('canonicalCell', () => {
  const decimal: ColumnType = { name: 'decimal', precision: 20, scale: 4 };
  const timestamp: ColumnType = { name: 'timestamp', precision: 3 };

  it('is one text for one value', () => {
    expect(same(decimal, 12.5, '12.50', '012.5000')).toBe(true);
    expect(same(decimal, 0, '-0.00', '0')).toBe(true);
    expect(same({ name: 'float64' }, 1e3, '1000.0', '1e3')).toBe(true);
    expect(same(timestamp, '2026-03-01 02:00:00', '2026-03-01T02:00:00.000')).toBe(true);
    expect(same({ name: 'bool' }, true, 'true', 1)).toBe(true);
    expect(same({ name: 'json' }, { b: 1, a: 2 }, '{"a":2,"b":1}')).toBe(true);
    expect(same({ name: 'int64' }, '9007199254740993', 9007199254740993n)).toBe(true);
    expect(same(undefined, 3, 3n, 3.0)).toBe(true);
  });

  it('is another for another', () => {
    expect(same(decimal, '10', '100')).toBe(false);
    expect(same(timestamp, '2026-03-01 02:00:00', '2026-03-01 02:00:01')).toBe(false);
    expect(same({ name: 'string' }, '007', 7)).toBe(false);
    expect(same({ name: 'string' }, '', null)).toBe(false);
    expect(same(undefined, '03', 3)).toBe(false);
  });
});
