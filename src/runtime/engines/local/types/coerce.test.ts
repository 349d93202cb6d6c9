import { describe, expect, it } from 'vitest';
import { parseColumnType } from '../../../../compiler/index.ts';
import { coercerFor } from './coerce.ts';
import { Refusal } from './refusal.ts';

function coerce(type: string, value: unknown): unknown {
  const parsed = parseColumnType(type);
  if ('problem' in parsed) throw new Error(`${type} is no type`);
  const cell = coercerFor(parsed)(value);
  return cell instanceof Refusal ? `refused: ${cell.why}` : cell;
}

describe('coercerFor', () => {
  const taken: readonly [type: string, value: unknown, cell: unknown][] = [
    ['bool', 1n, true],
    ['bool', 'F', false],
    ['bool', new Uint8Array([1]), true],
    ['int8', '-128', -128],
    ['int32', '12.00', 12],
    ['int64', '9223372036854775807', 9223372036854775807n],
    ['int64', true, 1n],
    ['decimal(18,4)', '-0012.5', '-12.5000'],
    ['decimal(18,4)', 1e-4, '0.0001'],
    ['decimal(5,0)', '1.2e3', '1200'],
    ['decimal(38,18)', '12345678901234567890.123456789012345678', '12345678901234567890.123456789012345678'],
    ['decimal(4,2)', '-0.00', '0.00'],
    ['float64', '1e-3', 0.001],
    ['float32', 0.1, Math.fround(0.1)],
    ['string(2)', '😀é', '😀é'],
    ['string', 12n, '12'],
    ['string', Buffer.from('é'), 'é'],
    ['bytes', 'AQI=', Buffer.from([1, 2])],
    ['date', '2024/02/29', '2024-02-29'],
    ['time(3)', '-838:59:59.5', '-838:59:59.500'],
    ['timestamp(6)', '2026-01-01T10:00', '2026-01-01 10:00:00.000000'],
    ['timestamp(9)', '2026-01-01 10:00:00.123456789', '2026-01-01 10:00:00.123456789'],
    ['timestamp(0)', '2026-01-01 10:00:00.000', '2026-01-01 10:00:00'],
    ['timestamptz(6)', '2026-01-01 00:30:00.123456+02', '2025-12-31T22:30:00.123456Z'],
    ['timestamptz(0)', '2026-01-01T00:30:00-05:30', '2026-01-01T06:00:00Z'],
    ['json', '{"a": 1.0}', '{"a": 1.0}'],
  ];
  it.each(taken)('%s takes %o', (type, value, cell) => expect(coerce(type, value)).toEqual(cell));

  const refused: readonly [type: string, value: unknown, why: RegExp][] = [
    ['bool', 2, /not true or false/],
    ['int8', 128, /does not fit int8/],
    ['int64', '9223372036854775808', /does not fit int64/],
    ['int32', 1.5, /not an integer/],
    ['int64', 2 ** 60, /too large to be exact/],
    ['int32', '', /not an integer/],
    ['int32', ' 1', /not an integer/],
    ['decimal(4,2)', '100.00', /does not fit decimal\(4,2\)/],
    ['decimal(4,2)', '1.001', /does not fit/],
    ['decimal(4,2)', '.', /not a decimal/],
    ['decimal(4,2)', 'NaN', /not a decimal/],
    ['float64', 'nan', /not a number/],
    ['float64', Infinity, /not a finite/],
    ['float32', 1e39, /does not fit float32/],
    ['string(1)', 'ab', /has 2 characters/],
    ['string', '\ud800', /surrogate/],
    ['string', new Uint8Array([0xff]), /UTF-8/],
    ['bytes', 'a', /base64/],
    ['date', '2025-02-29', /not a day/],
    ['date', '0000-00-00', /not a day/],
    ['time(0)', '10:60', /not a time/],
    ['timestamp(3)', '2026-01-01 10:00:00.1234', /4 digits after the second/],
    ['timestamp(3)', '2026-01-01T10:00:00Z', /has a time zone/],
    ['timestamp(3)', 1767225600, /not a timestamp/],
    ['timestamptz(3)', '2026-01-01T10:00:00', /no time zone/],
    ['json', '{', /not JSON/],
  ];
  it.each(refused)('%s refuses %o', (type, value, why) => expect(coerce(type, value)).toMatch(why));

  it('leaves null null in every type', () => {
    for (const type of ['bool', 'int64', 'decimal(4,2)', 'string', 'bytes', 'date', 'json']) {
      expect(coerce(type, null)).toBeNull();
    }
  });
});
