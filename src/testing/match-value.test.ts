import { describe, expect, it } from 'vitest';
import { atPointer } from './json-pointer.ts';
import { matchValue } from './match-value.ts';

const paths = (expected: unknown, actual: unknown): string[] =>
  matchValue(expected, actual).map(({ path }) => path.join('.'));

describe('matchValue', () => {
  it('takes a mapping as a part, and a list as the whole', () => {
    expect(paths({ a: { b: 1 } }, { a: { b: 1, c: 2 }, d: 3 })).toEqual([]);
    expect(paths({ a: { b: 1 } }, { a: { b: 2 } })).toEqual(['a.b']);
    expect(paths([1, 2], [1, 2, 3])).toEqual(['']);
    expect(paths([{ a: 1 }], [{ a: 1, b: 2 }])).toEqual([]);
    expect(paths([1, 2], [2, 1])).toEqual(['0', '1']);
  });

  it('tells text from numbers, nothing from null, and looks at own keys only', () => {
    expect(paths('1', 1)).toEqual(['']);
    expect(paths(null, undefined)).toEqual(['']);
    expect(paths({ constructor: { absent: true } }, {})).toEqual([]);
  });

  it('knows conditions on texts and lists', () => {
    expect(paths({ contains: ['ab', 'cd'] }, 'abcd')).toEqual([]);
    expect(paths({ contains: 'x' }, 'abcd')).toEqual(['contains']);
    expect(paths({ contains: { name: 'id' } }, [{ name: 'x' }, { name: 'id', type: 'int' }])).toEqual([]);
    expect(paths({ matches: '^a.c$' }, 'abc')).toEqual([]);
    expect(paths({ matches: '[' }, '[')).toEqual(['matches']);
    expect(paths({ oneOf: [1, 2] }, 3)).toEqual(['oneOf']);
    expect(paths({ absent: true }, undefined)).toEqual([]);
    expect(paths({ absent: false }, undefined)).toEqual(['absent']);
    expect(paths({ equals: { contains: 1 } }, { contains: 1 })).toEqual([]);
    expect(paths({ equals: { a: 1 } }, { a: 1, b: 2 })).toEqual(['equals']);
  });

  it('says what an update may replace: values, not conditions and not what is absent', () => {
    const all = matchValue({ a: 1, b: 2, c: { contains: 'x' } }, { a: 5, c: 'y' });
    expect(all.map(({ path, replaceable }) => [path.join('.'), replaceable])).toEqual([
      ['a', true],
      ['b', false],
      ['c.contains', false],
    ]);
  });
});

describe('atPointer', () => {
  const root = { job: [{ 'a/b': { '~': 1 } }] };

  it('follows keys, indexes and escapes', () => {
    expect(atPointer(root, '/job/0/a~1b/~0')).toEqual({ value: 1 });
  });

  it('says how far it leads, and what there is', () => {
    expect(atPointer(root, '/job/1/x')).toEqual({ reached: '/job', missing: '1', there: ['0'] });
    expect(atPointer(root, '/job/0/a~1b/x')).toEqual({ reached: '/job/0/a~1b', missing: 'x', there: ['~'] });
  });
});
