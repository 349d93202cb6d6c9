import { assert, constantFrom, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeBetween } from './change-between.ts';

describe('changeBetween', () => {
  it('is the middle that differs', () => {
    expect(changeBetween('a wehre b', 'a where b')).toEqual({ start: 3, end: 5, newText: 'he' });
    expect(changeBetween('aa', 'aaa')).toEqual({ start: 2, end: 2, newText: 'a' });
    expect(changeBetween('same', 'same')).toBeUndefined();
  });

  it('makes the one text of the other', () => {
    const text = string({ unit: constantFrom('a', 'b', '\n') });
    assert(
      property(text, text, (before, after) => {
        const change = changeBetween(before, after) ?? { start: 0, end: 0, newText: '' };
        expect(before.slice(0, change.start) + change.newText + before.slice(change.end)).toBe(after);
      }),
    );
  });
});
