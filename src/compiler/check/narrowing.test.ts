import { describe, expect, it, test } from 'vitest';
import type { ColumnType } from '../ir/index.ts';
import { narrowing } from './narrowing.ts';

const decimal = (precision: number, scale: number): ColumnType => ({ name: 'decimal', precision, scale });
const text = (length?: number): ColumnType => ({ name: 'string', ...(length === undefined ? {} : { length }) });
const time = (name: 'timestamp' | 'timestamptz' | 'time', precision: number): ColumnType => ({ name, precision });
const plain = (
  name: 'bool' | 'int8' | 'int16' | 'int32' | 'int64' | 'float32' | 'float64' | 'date' | 'json' | 'bytes',
): ColumnType => ({ name });

describe('narrowing', () => {
  test.each<[ColumnType, ColumnType, string]>([
    [plain('int64'), plain('int32'), 'numbers beyond 32 bits do not fit'],
    [plain('int16'), plain('int8'), 'numbers beyond 8 bits do not fit'],
    [plain('int64'), plain('float64'), 'numbers of more than 15 digits lose their last ones'],
    [plain('int32'), plain('float32'), 'numbers of more than 6 digits lose their last ones'],
    [plain('int64'), decimal(18, 0), 'numbers of more than 18 digits do not fit'],
    [plain('int32'), decimal(10, 2), 'numbers of more than 8 digits do not fit'],
    [decimal(20, 0), plain('int64'), 'numbers beyond 64 bits do not fit'],
    [decimal(10, 2), plain('int64'), 'what is after the point is lost'],
    [decimal(18, 4), decimal(18, 2), 'its 4 digits after the point become 2'],
    [decimal(18, 2), decimal(18, 4), 'numbers of more than 14 digits before the point do not fit'],
    [decimal(18, 2), plain('float64'), 'numbers of more than 15 digits lose their last ones'],
    [plain('float64'), plain('float32'), 'digits after the sixth or seventh are lost'],
    [plain('float32'), plain('int32'), 'what is after the point is lost'],
    [text(255), text(64), 'texts longer than 64 characters are cut or refused'],
    [time('timestamp', 3), plain('date'), 'the time of the day is lost'],
    [time('timestamp', 0), time('time', 0), 'the day is lost'],
    [time('timestamp', 6), time('timestamp', 3), 'its 6 digits of a second become 3'],
    [time('timestamp', 6), time('timestamptz', 3), 'its 6 digits of a second become 3'],
    [
      time('timestamptz', 3),
      time('timestamp', 3),
      'the offset is lost: the same moment reads differently in another zone',
    ],
  ])('of %j in %j says what is lost', (from, to, lost) => {
    expect(narrowing(from, to)).toEqual(lost);
  });

  test.each<[ColumnType, ColumnType]>([
    [plain('int32'), plain('int64')],
    [plain('int32'), plain('int32')],
    [plain('int32'), plain('float64')],
    [plain('int16'), plain('float32')],
    [plain('int64'), decimal(19, 0)],
    [plain('int64'), text(10)],
    [decimal(18, 0), plain('int64')],
    [decimal(10, 2), decimal(12, 2)],
    [decimal(10, 2), decimal(10, 2)],
    [decimal(15, 2), plain('float64')],
    [plain('float32'), plain('float64')],
    [plain('float64'), decimal(18, 2)],
    [text(64), text(255)],
    [text(64), text()],
    [text(), text(64)],
    [text(20), plain('int64')],
    [text(20), plain('date')],
    [plain('date'), time('timestamp', 0)],
    [time('timestamp', 0), time('timestamp', 3)],
    [time('timestamp', 3), time('timestamptz', 3)],
    [time('timestamp', 3), text(30)],
    [time('timestamp', 6), time('timestamptz', 6)],
    [time('timestamp', 6), decimal(3, 0)],
    [plain('json'), text(10)],
    [plain('bool'), plain('int8')],
  ])('of %j in %j is none', (from, to) => {
    expect(narrowing(from, to)).toBeUndefined();
  });

  it('never finds that a type is narrower than itself', () => {
    for (const type of [plain('int8'), plain('int64'), decimal(1, 1), decimal(65, 30), text(1), time('timestamptz', 9)])
      expect(narrowing(type, type)).toBeUndefined();
  });
});
