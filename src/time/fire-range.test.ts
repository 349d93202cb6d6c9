import { describe, expect, it } from 'vitest';
import { wordsOf } from '../message/index.ts';
import { readFireRange, type RangeKind } from './fire-range.ts';

const SHANGHAI = 'Asia/Shanghai';
const DAY = 86_400_000;
const range = (kind: RangeKind, text: string, zone = SHANGHAI) => {
  const read = readFireRange(kind, text, zone);
  return read.range === undefined
    ? wordsOf(read.problem)
    : [new Date(read.range.from).toISOString(), new Date(read.range.to).toISOString()];
};

describe('readFireRange', () => {
  it('takes moments with an offset as they are', () => {
    expect(range('fire', '2026-05-01T02:00:00+08:00..2026-05-03T02:00:00+08:00')).toEqual([
      '2026-04-30T18:00:00.000Z',
      '2026-05-02T18:00:00.000Z',
    ]);
    expect(range('fire', '2026-05-01 02:00+0800..2026-05-01T02:00:00.5+08:00')).toEqual([
      '2026-04-30T18:00:00.000Z',
      '2026-04-30T18:00:00.500Z',
    ]);
    expect(range('fire', '2026-05-01T02:00:00Z')).toEqual(['2026-05-01T02:00:00.000Z', '2026-05-01T02:00:00.000Z']);
  });

  it('takes days of the zone as whole days', () => {
    expect(range('fire', '2026-05-01 .. 2026-05-02')).toEqual(['2026-04-30T16:00:00.000Z', '2026-05-02T15:59:59.999Z']);
  });

  it('takes a bizdate as the fires of the day after it', () => {
    expect(range('bizdate', '20260501..2026-05-02')).toEqual(['2026-05-01T16:00:00.000Z', '2026-05-03T15:59:59.999Z']);
    const read = readFireRange('bizdate', '2026-10-25', 'Europe/Berlin').range;
    // The day after the clock went back has its 24 hours, the day itself has 25.
    expect((read?.to ?? 0) - (read?.from ?? 0) + 1).toBe(DAY);
    const long = readFireRange('fire', '2026-10-25', 'Europe/Berlin').range;
    expect((long?.to ?? 0) - (long?.from ?? 0) + 1).toBe(DAY + 3_600_000);
  });

  it.each([
    ['fire', '2026-05-03..2026-05-01', 'the range begins after its end: 2026-05-03 is later than 2026-05-01'],
    ['fire', '2026-05-01T02:00:00..2026-05-02', '2026-05-01T02:00:00 is a time without an offset'],
    ['fire', '2026-02-30', '`2026-02-30` is no range of fire times'],
    ['fire', '2026-05-01..2026-02-30T02:00:00+08:00', '`2026-02-30T02:00:00+08:00` is no range of fire times'],
    ['fire', '2026-05-01 02:00 (x)Z', '`2026-05-01 02:00 (x)Z` is no range of fire times'],
    ['fire', '0026-05-01..2026-05-02', '0026-05-01 is not of the years 1970 to 2199'],
    ['fire', '2026-05-01..9026-05-02T02:00:00Z', '9026-05-02T02:00:00Z is not of the years 1970 to 2199'],
    ['fire', '1969-12-31T02:00:00Z', '1969-12-31T02:00:00Z is not of the years 1970 to 2199'],
    ['fire', '0000-01-01', '0000-01-01 is not of the years 1970 to 2199'],
    ['bizdate', '00260501..20260502', '00260501 is not of the years 1970 to 2199'],
    ['bizdate', '2026-05-01..9999-12-31', '9999-12-31 is not of the years 1970 to 2199'],
    ['fire', 'yesterday..today', '`yesterday` is no range of fire times'],
    ['fire', '2026-05-01..', '`2026-05-01..` is no range of fire times'],
    ['fire', '2026-05-01..2026-05-02..2026-05-03', '`2026-05-01..2026-05-02..2026-05-03` is no range of fire times'],
    ['fire', '2026-05-01T25:00:00Z', '`2026-05-01T25:00:00Z` is no range of fire times'],
    [
      'bizdate',
      '2026-05-01T02:00:00Z..2026-05-02',
      "2026-05-01T02:00:00Z is more than a day, and a bizdate is a day of the schedule's zone",
    ],
    [
      'bizdate',
      '2026-05-01+08:00',
      "2026-05-01+08:00 is more than a day, and a bizdate is a day of the schedule's zone",
    ],
    ['bizdate', '2026-13-01', '`2026-13-01` is no range of days'],
    ['bizdate', '', '`` is no range of days'],
  ] as const)('says of %s %s what keeps it from being a range', (kind, text, said) => {
    expect(range(kind, text)).toBe(said);
  });
});
