import { describe, expect, it } from 'vitest';
import { mayTakeForever } from './parameter-pattern.ts';

describe('mayTakeForever', () => {
  it.each([
    '(a+)+',
    '(a+)+$',
    '((a)*)*',
    '(a|aa)+',
    '(?:[a-z]+\\s?)*',
    '(x(a|b))*',
    '(.*,){11,}',
    '(a+){100}',
    'a*a*a*a*a*',
    '((a{2,})b)+',
  ])('fears %s', (pattern) => {
    expect(mayTakeForever(pattern)).toBe(true);
  });

  it.each([
    '[A-Za-z0-9_.:/ -]*',
    '\\d{4}-\\d{2}-\\d{2}',
    '[a-z]+(-[a-z]{1,8})?',
    '(cn|eu|us)',
    '(a|b){1,3}',
    '[+*]+',
    '\\(a\\+\\)\\+',
    '[^)]+@[a-z]+\\.[a-z]+',
    '',
  ])('trusts %s', (pattern) => {
    expect(mayTakeForever(pattern)).toBe(false);
  });

  it('is quick with a pattern of a megabyte', () => {
    expect(mayTakeForever('('.repeat(500_000) + 'a|'.repeat(250_000))).toBe(false);
  });
});
