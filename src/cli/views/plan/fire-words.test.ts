import { describe, expect, it } from 'vitest';
import type { ChangeDocument } from '../../../compiler/index.ts';
import { wordsOf } from '../../../message/index.ts';
import { delayRows, firesElsewhen, nextFireWords, zoneOf } from './fire-words.ts';

const FIVE_PAST = '2026-03-02T18:05:00+08:00';

function change(before: string | null, after: string | null, more: Partial<ChangeDocument> = {}): ChangeDocument {
  const known = { nextFires: { before: [], after: [] }, fires: { before: [], after: [] }, timeZone: 'Asia/Shanghai' };
  return { ...known, fixedDelay: { before, after, atOnce: false }, ...more } as unknown as ChangeDocument; // no more of it is looked at
}

const nextOf = (each: ChangeDocument): string | undefined => {
  const words = nextFireWords(each);
  return words && wordsOf(words);
};

describe('the next fire of a schedule that waits for the end of each run', () => {
  it('is the delay, where the first is not known', () => {
    const stays = change('5m', '5m');
    expect(nextOf(stays)).toBe('5m after each run has ended');
    expect(firesElsewhen(stays)).toBe(false);
    expect(zoneOf(stays)).toBe('');
  });

  it('is at once where its clock is set anew', () => {
    const comes = change(null, '5m', { fixedDelay: { before: null, after: '5m', atOnce: true } });
    expect(nextOf(comes)).toBe('once deployed, then 5m after each run has ended');
    expect(firesElsewhen(comes)).toBe(true);
  });

  it('is the one on record, of both sides or of the one that has it', () => {
    const stays = change('5m', '5m', { nextFires: { before: [FIVE_PAST], after: [FIVE_PAST] } });
    expect(nextOf(stays)).toBe('2026-03-02 18:05 +08:00, then 5m after each run has ended');
    expect(zoneOf(stays)).toBe(' Asia/Shanghai');
    const goes = change('5m', null, { nextFires: { before: [FIVE_PAST], after: ['2026-03-03T02:00:00+08:00'] } });
    expect(nextOf(goes)).toBe('2026-03-02 18:05 +08:00, then 5m after each run has ended -> 2026-03-03 02:00 +08:00');
    expect(nextOf(change('5m', null))).toBe('5m after each run has ended -> none');
  });

  it('is a row of its own beside moments, with what becomes of it', () => {
    const rows = (each: ChangeDocument) => delayRows(each).map(({ sign, told }) => `${sign} ${wordsOf(told)}`);
    expect(rows(change('5m', '5m'))).toEqual(['  5m after each run has ended']);
    expect(rows(change('5m', '10m'))).toEqual(['- 5m after each run has ended', '+ 10m after each run has ended']);
    expect(rows(change(null, '10m'))).toEqual(['+ 10m after each run has ended']);
  });
});
