import { expect, test } from 'vitest';
import { cursorOf, greatestValue, withCursorStamp } from './cursor-stamp.ts';

test('a stamped cursor is read back, whatever characters it has', () => {
  for (const cursor of ['200000', '2024-05-01 10:00:00.123', `a:b,c'd"订`]) {
    const stamped = withCursorStamp(undefined, cursor);
    expect(stamped).toMatch(/^sluice\.cursor:[0-9a-f]+$/);
    expect(cursorOf({ 'sluice.cursor': stamped.slice('sluice.cursor:'.length) })).toBe(cursor);
  }
  expect(withCursorStamp('owner:me', '1')).toBe('owner:me,sluice.cursor:31');
});

test('no stamp, or one that is not ours, is no cursor', () => {
  expect(cursorOf({})).toBeUndefined();
  expect(cursorOf({ 'sluice.cursor': 'yes' })).toBeUndefined();
});

test('greatestValue takes NULL and no row for nothing', () => {
  expect(greatestValue({ columns: ['EXPR$0'], rows: [['7']], jobId: undefined })).toBe('7');
  expect(greatestValue({ columns: ['EXPR$0'], rows: [[null]], jobId: undefined })).toBeUndefined();
  expect(greatestValue({ columns: ['EXPR$0'], rows: [], jobId: undefined })).toBeUndefined();
});
