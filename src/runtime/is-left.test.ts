import { expect, it } from 'vitest';
import { isLeft } from './is-left.ts';

const NOW = 10_000_000;
const HOUR = 3_600_000;
const run = { state: 'scheduled', claimedUntil: undefined, createdAt: NOW - HOUR, notBefore: NOW - HOUR } as const;

it('a run is left whose claim has passed, or that nobody claims although it could be', () => {
  expect(isLeft(run, NOW)).toBe(true);
  expect(isLeft({ ...run, createdAt: NOW - 1_000 }, NOW)).toBe(false);
  expect(isLeft({ ...run, state: 'waiting' }, NOW)).toBe(false);
  expect(isLeft({ ...run, state: 'running', claimedUntil: NOW }, NOW)).toBe(true);
  expect(isLeft({ ...run, state: 'running', claimedUntil: NOW + 1 }, NOW)).toBe(false);
});

it('a run is not left while it waits for its next attempt', () => {
  expect(isLeft({ ...run, state: 'retry-wait', notBefore: NOW + 60_000 }, NOW)).toBe(false);
  expect(isLeft({ ...run, state: 'retry-wait', notBefore: NOW - 1_000 }, NOW)).toBe(false);
  expect(isLeft({ ...run, state: 'retry-wait', notBefore: NOW - HOUR }, NOW)).toBe(true);
});
