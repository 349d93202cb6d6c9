import { expect, test } from 'vitest';
import type { Schedule } from '../../../../time/index.ts';
import { clockKey } from './clock-key.ts';

const every = (timeZone: string): Schedule => ({ kind: 'every', intervalMs: 60_000, timeZone });

test('a zone counts for a fixed rate on the days of a calendar alone', () => {
  expect(clockKey(every('UTC'))).toBe(clockKey(every('Asia/Shanghai')));
  const onDays = (timeZone: string): string =>
    clockKey({ ...every(timeZone), calendar: { name: 'weekdays' } } as Schedule);
  expect(onDays('UTC')).not.toBe(onDays('Asia/Shanghai'));
});
