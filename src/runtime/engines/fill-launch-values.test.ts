import { expect, test } from 'vitest';
import { redact } from './fill-launch-values.ts';

test('redact takes a secret out in every form that a job writes it in', () => {
  const secret = `p"w'd &x`;
  const text = [
    secret,
    encodeURIComponent(secret),
    encodeURIComponent(secret).replaceAll('%20', '+'),
    JSON.stringify(secret),
    secret.replaceAll("'", "''"),
  ].join('|');
  expect(redact(text, [secret])).toBe('***|***|***|"***"|***');
});

test('redact leaves nothing of a secret that holds another, and ignores those that are too short', () => {
  expect(redact('abcdef abc 1', ['abc', 'abcdef', '', '1'])).toBe('*** *** 1');
});
