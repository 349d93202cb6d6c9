import { expect, test } from 'vitest';
import { cursorMoment } from './cursor-moment.ts';

const AT = Date.UTC(2026, 2, 1, 8, 30, 15, 250);

test.each([
  [String(AT), AT],
  ['2026-03-01 16:30:15.250000', AT],
  ['2026-03-01 16:30', Date.UTC(2026, 2, 1, 8, 30)],
  ['2026-03-01T08:30:15.25Z', AT],
  ['2026-03-01', Date.UTC(2026, 1, 28, 16)],
  ['4711', undefined],
  ['2026-13-01', undefined],
  ['yesterday', undefined],
])('a position of %j in Shanghai', (cursor, moment) => {
  expect(cursorMoment(cursor, 'Asia/Shanghai')).toBe(moment);
});
