import { expect, test } from 'vitest';
import type { Schedule } from '../../time/index.ts';
import type { Artefact } from '../artefact/index.ts';
import { isClockSetAnew } from './change-over.ts';

const known = (until: string, intervalMs = 60_000): Artefact => {
  const calendar = { name: 'cn-workdays', until } as const;
  const schedule: Schedule = { kind: 'every', intervalMs, timeZone: 'UTC', calendar };
  return { pipeline: { schedule, state: 'running' } } as Artefact;
};

test('new days of a calendar alone leave the clock alone', () => {
  const before = known('2026-01-01');
  expect(isClockSetAnew({ before, after: known('2027-01-01') })).toBe(false);
  expect(isClockSetAnew({ before, after: known('2027-01-01', 30_000) })).toBe(true);
});
