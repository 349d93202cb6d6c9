import { expect, test } from 'vitest';
import { waitOfLimit } from './rate-limit.ts';

const NOW = Date.UTC(2026, 2, 2);
const answer = (status: number, headers: Record<string, string>) => ({ status, headers: new Headers(headers) });

test.each([
  ['seconds', answer(429, { 'retry-after': '5' }), '', 5_000],
  ['a date', answer(429, { 'retry-after': new Date(NOW + 9_000).toUTCString() }), '', 9_000],
  [
    'the reset of GitHub',
    answer(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 30) }),
    '',
    31_000,
  ],
  [
    'the reset of GitLab',
    answer(429, { 'ratelimit-remaining': '0', 'ratelimit-reset': String(NOW / 1000 + 30) }),
    '',
    31_000,
  ],
  ['a reset that is over', answer(429, { 'ratelimit-remaining': '0', 'ratelimit-reset': '1' }), '', 1_000],
  ['nothing but the words', answer(403, {}), 'You have exceeded a secondary rate limit', 60_000],
  ['a refusal that is no limit', answer(403, { 'x-ratelimit-remaining': '4000' }), 'not accessible', undefined],
  ['an error of the server', answer(500, { 'x-ratelimit-remaining': '0' }), '', undefined],
])('waitOfLimit reads %s', (_, given, body, expected) => {
  expect(waitOfLimit(given, body, NOW, 60_000)).toBe(expected);
});
