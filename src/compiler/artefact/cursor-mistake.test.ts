import { describe, expect, test } from 'vitest';
import { sampleArtefact } from '../../../test/support/runtime/sample-artefact.ts';
import { cursorMistake } from './cursor-mistake.ts';

const of = (engine: string, type: string) =>
  ({
    ...sampleArtefact('orders', { incremental: { column: 'changed', type } }, 'local').artefact,
    engine: { name: 'e', type: engine, config: {} },
  }) as const;

describe('a position that a person gives', () => {
  test.each([
    ['local', 'int64', '5000'],
    ['local', 'int32', '-1'],
    ['local', 'decimal(10,2)', '5000.25'],
    ['local', 'timestamp', '2026-03-01 08:00:00'],
    ['local', 'timestamp(6)', '2026-03-01 08:00:00.123456'],
    ['local', 'timestamptz(3)', '2026-03-01 08:00'],
    ['local', 'timestamp(0)', '2026-03-01'],
    ['local', 'time(0)', '08:00:00'],
    ['local', 'time(3)', '-838:59:59.5'],
    ['local', 'int8', '-128'],
    ['local', 'int64', '9223372036854775807'],
    ['chunjun', 'time(0)', '28800000'],
    ['flink-sql', 'date', '2026-02-28'],
    ['local', 'string', 'A-17'],
    ['chunjun', 'timestamp', '1704070000000'],
    ['flinkx', 'date', '1704070000000'],
  ])('is taken by %s for a %s: %s', (engine, type, value) => {
    expect(cursorMistake(value, of(engine, type))).toBeUndefined();
  });

  test.each([
    ['local', 'int64', '5000.5', 'a whole number'],
    ['local', 'int64', '5000; drop table orders', 'a whole number'],
    ['local', 'decimal(10,2)', 'much', 'a number'],
    ['local', 'timestamp', '1704070000000', 'a time as the database writes it'],
    ['local', 'timestamp', '2026-02-30 08:00:00', 'a time as the database writes it'],
    ['local', 'timestamp', '2026-03-01T08:00:00', 'a time as the database writes it'],
    ['local', 'timestamp', '2026-03-01 08:99:00', 'a time as the database writes it'],
    ['local', 'timestamp', '2026-03-01 24:00:00', 'a time as the database writes it'],
    ['local', 'timestamptz(3)', '2026-03-01 11:00:00+08:00', 'in UTC'],
    ['flink-sql', 'timestamptz(3)', '2026-03-01 11:00:00Z', 'in UTC'],
    ['local', 'date', '2026-03-01 08:00:00', 'a day as the database writes it'],
    ['local', 'time(0)', '99:99:99', 'a time of day'],
    ['local', 'time(0)', '08:99:00', 'a time of day'],
    ['local', 'time(0)', '839:00:00', 'a time of day'],
    ['local', 'int8', '128', 'a whole number of 8 bits'],
    ['local', 'int64', '99999999999999999999999', 'a whole number of 64 bits'],
    ['chunjun', 'timestamp', '99999999999999999999999', 'milliseconds since 1970'],
    ['chunjun', 'timestamp', '2026-03-01 08:00:00', 'milliseconds since 1970'],
    ['flinkx', 'int64', '-2147483648', 'has read nothing'],
    ['local', 'string', '', 'a text of 1 to 1000 characters'],
    ['local', 'string', 'a\nb', 'without control characters'],
    ['local', 'string', 'x'.repeat(1_001), 'a text of 1 to 1000 characters'],
  ])('is refused by %s for a %s: %s', (engine, type, value, words) => {
    expect(cursorMistake(value, of(engine, type))?.problem).toContain(words);
  });

  test('has the form of the one that a run has left in a database of texts', () => {
    const mistake = (value: string, present: string) =>
      cursorMistake(value, of('local', 'timestamptz(0)'), present)?.problem;
    expect(mistake('2026-03-01T08:00:00Z', '2026-04-01T09:30:00Z')).toBeUndefined();
    expect(mistake('2026-03-01T08:00:00', '2026-04-01T09:30:00Z')).toContain('in UTC');
    expect(mistake('2026-03-01T25:00:00Z', '2026-04-01T09:30:00Z')).toContain('in UTC');
    expect(mistake('2026-03-01T08:00:00+08:00', '2026-04-01T09:30:00+08:00')).toContain('in UTC');
  });
});
