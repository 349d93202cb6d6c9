import { describe, expect, it } from 'vitest';
import type { ExpectationUpdate } from './expectation-update.ts';
import { updateExpectations } from './update-expectations.ts';

const update = (text: string, ...updates: ExpectationUpdate[]): string => updateExpectations(text, updates).text;
const rows = (...steps: (string | number)[]): (string | number)[] => ['expect', 'rows', ...steps];

const set = (value: unknown): string => update('a: x\n', { kind: 'set', path: ['a'], value });

describe('updateExpectations', () => {
  it('replaces a value and keeps everything else, comments, quotes and spacing included', () => {
    const text = '# head\nexpect:   {a:  1,  b: "x"}   # tail\nother:   [1,2]\n';
    expect(update(text, { kind: 'set', path: ['expect', 'b'], value: 'a: b' })).toBe(
      '# head\nexpect:   {a:  1,  b: "a: b"}   # tail\nother:   [1,2]\n',
    );
    expect(update('a: x # c\n', { kind: 'set', path: ['a'], value: 2 })).toBe('a: 2 # c\n');
  });

  it('quotes what YAML would read as something else', () => {
    expect(set('no')).toBe('a: "no"\n');
    expect(set('2026-03-01')).toBe('a: "2026-03-01"\n');
    expect(set('word')).toBe('a: word\n');
    expect(set(null)).toBe('a: null\n');
    expect(set({ b: [1, 'x y'] })).toBe('a: { b: [1, "x y"] }\n');
  });

  it('keeps a list of lines a list of lines', () => {
    const text = 'expect:\n  fires:\n    - "1"\n    - "2" # old\nnext: 1\n';
    expect(update(text, { kind: 'set', path: ['expect', 'fires'], value: ['3', '4'] })).toBe(
      'expect:\n  fires:\n    - "3"\n    - "4" # old\nnext: 1\n',
    );
  });

  it('removes rows and adds rows where they stand', () => {
    const text = 'expect:\n  rows:\n    - { id: 1 } # one\n    - { id: 2 } # two\n    - { id: 3 }\nnext: 1\n';
    expect(
      update(
        text,
        { kind: 'set', path: rows(0, 'id'), value: 9 },
        { kind: 'remove', path: rows(1) },
        { kind: 'append', path: rows(), value: { id: 4, name: 'a b' } },
        { kind: 'append', path: rows(), value: { id: 5 } },
      ),
    ).toBe(
      'expect:\n  rows:\n    - { id: 9 } # one\n    - { id: 3 }\n    - { id: 4, name: "a b" }\n    - { id: 5 }\nnext: 1\n',
    );
  });

  it('fills an empty list, empties a full one, and writes one anew', () => {
    const append = { kind: 'append', path: rows(), value: { id: 1 } } as const;
    const gone = { kind: 'remove', path: rows(0) } as const;
    expect(update('expect:\n  rows: []\n', append, append)).toBe(
      'expect:\n  rows:\n    - { id: 1 }\n    - { id: 1 }\n',
    );
    expect(update('expect:\n  rows:\n    - { id: 2 }\n', gone, append)).toBe('expect:\n  rows:\n    - { id: 1 }\n');
    expect(update('expect:\n  rows: [{ id: 2 }]\n', gone)).toBe('expect:\n  rows: []\n');
    expect(update('expect: { rows: [] }\n', append)).toBe('expect: { rows: [{ id: 1 }] }\n');
    expect(update('expect: { rows: [{ id: 2 }] }\n', append)).toBe('expect: { rows: [{ id: 2 }, { id: 1 }] }\n');
  });

  it('keeps a byte order mark and Windows line ends', () => {
    const text = '\uFEFFexpect:\r\n  rows:\r\n    - { id: 1 }\r\n';
    expect(update(text, { kind: 'append', path: rows(), value: { id: 2 } })).toBe(
      '\uFEFFexpect:\r\n  rows:\r\n    - { id: 1 }\r\n    - { id: 2 }\r\n',
    );
  });

  it('leaves alone what is not in the text itself', () => {
    const text = 'a: &x { b: 1 }\nexpect: *x\n';
    expect(updateExpectations(text, [{ kind: 'set', path: ['expect', 'b'], value: 2 }])).toEqual({ text, places: [] });
  });

  it('says what was changed, with its line', () => {
    const { places } = updateExpectations('a: 1\nb: 2\n', [{ kind: 'set', path: ['b'], value: 3 }]);
    expect(places).toEqual([{ line: 2, before: '2', after: '3' }]);
  });
});
