import { describe, expect, it } from 'vitest';
import { createScrubber } from './scrubber.ts';

const SECRET = 'p@ss w/ord"1é';

describe('createScrubber', () => {
  const forms: readonly [string, string][] = [
    ['as it is', `login with ${SECRET} failed`],
    ['URL-encoded', `jdbc:mysql://h/?password=${encodeURIComponent(SECRET)}&x=1`],
    ['as a form', new URLSearchParams({ password: SECRET }).toString()],
    ['JSON-escaped', JSON.stringify({ password: SECRET })],
    ['in base64', `Basic ${Buffer.from(SECRET).toString('base64')}`],
    ['in base64 behind one byte', Buffer.from(`u${SECRET}`).toString('base64')],
    ['in base64 behind two bytes', Buffer.from(`u:${SECRET}`).toString('base64')],
    ['in base64 between others', Buffer.from(`user:${SECRET}:more`).toString('base64')],
  ];
  it.each(forms)('takes out a secret %s', (_, text) => {
    const scrubber = createScrubber();
    scrubber.remember(SECRET);
    const clean = scrubber.scrub(text);
    expect(clean).toContain('***');
    expect(clean).not.toContain('ss w');
    expect(clean).not.toContain(encodeURIComponent(SECRET));
  });

  it('takes out the longer of two secrets of which one holds the other', () => {
    const scrubber = createScrubber();
    scrubber.remember('abc');
    scrubber.remember('abcdef');
    expect(scrubber.scrub('abcdef abc')).toBe('*** ***');
  });

  it('leaves other text alone and knows no secret of two characters', () => {
    const scrubber = createScrubber();
    scrubber.remember('no');
    expect(scrubber.scrub('nothing, no $& here')).toBe('nothing, no $& here');
  });

  it('takes out each line of a key', () => {
    const scrubber = createScrubber();
    scrubber.remember('-----BEGIN KEY-----\nMIIEvQIBADANBg\n-----END KEY-----');
    expect(scrubber.scrub('bad line: MIIEvQIBADANBg')).toBe('bad line: ***');
  });
});
