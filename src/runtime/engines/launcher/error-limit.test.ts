import { expect, test } from 'vitest';
import { chunjunErrorLimit, type ErrorLimit, exceeds, flinkxErrorLimit } from './error-limit.ts';

test('flinkxErrorLimit reads what 1.11 reads', () => {
  expect(limit()).toEqual({ rows: 0, percent: 0 });
  expect(limit({})).toEqual({ rows: undefined, percent: undefined });
  expect(limit({ record: '100', percentage: 2.5 })).toEqual({ rows: 100, percent: 2.5 });
  expect(limit({ record: -1 })).toEqual({ rows: undefined, percent: undefined });
});

test('chunjunErrorLimit allows one row less than the number at which 1.16 fails', () => {
  expect(chunjunErrorLimit({})).toEqual({ rows: 0, percent: undefined });
  expect(chunjunErrorLimit({ 'chunjun.dirty-data.max-rows': '20' })).toEqual({ rows: 19, percent: undefined });
  expect(chunjunErrorLimit({ 'chunjun.dirty-data.max-rows': '-1' })).toEqual({ rows: undefined, percent: undefined });
});

test('exceeds takes the percentage of the rows read', () => {
  expect(exceeds({ rows: 10, percent: 1 }, 10, 1000)).toBe(false);
  expect(exceeds({ rows: undefined, percent: 1 }, 11, 1000)).toBe(true);
  expect(exceeds({ rows: undefined, percent: undefined }, 1_000_000, 1)).toBe(false);
});

function limit(errorLimit?: Readonly<Record<string, number | string>>): ErrorLimit {
  return flinkxErrorLimit({ job: { setting: errorLimit === undefined ? {} : { errorLimit } } });
}
