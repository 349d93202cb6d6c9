import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../message/index.ts';
import { rateText } from './rate-text.ts';

describe('rateText', () => {
  it.each([
    [288, '288 fires a day'],
    [1, '1 fire a day'],
    [261 / 365, '5 fires a week'],
    [52 / 365, '1 fire a week'],
    [12 / 365, '12 fires a year'],
    [1 / 365, '1 fire a year'],
  ])('%f a day', (perDay, text) => {
    expect(wordsOf(rateText(perDay))).toBe(text);
  });
});
