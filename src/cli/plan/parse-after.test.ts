import { describe, expect, test } from 'vitest';
import { UsageError } from '../exit-code.ts';
import { parseAfter } from './parse-after.ts';

describe('parseAfter', () => {
  test.each([
    ['2026-03-29', '2026-03-29T00:00:00.000Z'],
    ['2026-03-29T02:30', '2026-03-29T02:30:00.000Z'],
    ['2026-03-29T02:30:15Z', '2026-03-29T02:30:15.000Z'],
    ['2026-03-29T02:30+08:00', '2026-03-28T18:30:00.000Z'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z'],
  ])('reads %s as %s', (given, time) => {
    expect(new Date(parseAfter(given)).toISOString()).toBe(time);
  });

  test.each([
    '',
    'tomorrow',
    '2026-02-30',
    '2026-13-01',
    '2026-03-29T25:00',
    '2026-03-29 02:30',
    '29.3.2026',
    '1767225600000',
  ])('refuses `%s`', (given) => {
    expect(() => parseAfter(given)).toThrow(UsageError);
  });
});
