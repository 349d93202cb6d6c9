import { describe, expect, it } from 'vitest';
import { valueDifferences } from './value-differences.ts';

describe('valueDifferences', () => {
  it('does not look at the order of keys', () => {
    expect(valueDifferences({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 })).toEqual([]);
  });

  it('tells values of another type apart', () => {
    expect(valueDifferences({ a: { b: 1 } }, { a: { b: '1' } })).toEqual([{ path: 'a.b', before: 1, after: '1' }]);
    expect(valueDifferences({ a: null }, { a: {} })).toEqual([{ path: 'a', before: null, after: {} }]);
  });

  it('compares lists of named things by name, and says where their order differs', () => {
    const before = { column: [{ name: 'id', type: 'int' }, { name: 'at' }, { name: 'gone' }] };
    const after = { column: [{ name: 'at' }, { name: 'id', type: 'bigint' }] };
    expect(valueDifferences(before, after)).toEqual([
      { path: 'column[id].type', before: 'int', after: 'bigint' },
      { path: 'column[gone]', before: { name: 'gone' } },
      { path: 'column (order)', before: ['id', 'at'], after: ['at', 'id'] },
    ]);
  });

  it('sees another order of things with whole numbers for names', () => {
    const columns = (...names: string[]): { column: { name: string }[] } => ({
      column: names.map((name) => ({ name })),
    });
    expect(valueDifferences(columns('1', '2'), columns('2', '1'))).toEqual([
      { path: 'column (order)', before: ['1', '2'], after: ['2', '1'] },
    ]);
    expect(valueDifferences(columns('x', '1'), columns('1', 'x'))).toEqual([
      { path: 'column (order)', before: ['x', '1'], after: ['1', 'x'] },
    ]);
  });

  it('compares other lists by place, and lists of plain values as a whole', () => {
    expect(valueDifferences({ content: [{ a: 1 }] }, { content: [{ a: 2 }, { b: 3 }] })).toEqual([
      { path: 'content[0].a', before: 1, after: 2 },
      { path: 'content[1]', after: { b: 3 } },
    ]);
    expect(valueDifferences({ table: ['a'] }, { table: ['a', 'b'] })).toEqual([
      { path: 'table', before: ['a'], after: ['a', 'b'] },
    ]);
  });

  it('takes one value under another key for a renaming, unless it says little', () => {
    expect(valueDifferences({ writeMode: 'update' }, { mode: 'update' })).toEqual([
      { path: 'writeMode', renamedTo: 'mode', before: 'update', after: 'update' },
    ]);
    expect(valueDifferences({ a: 1 }, { b: 1 })).toEqual([
      { path: 'a', before: 1 },
      { path: 'b', after: 1 },
    ]);
    expect(valueDifferences({ a: 'same' }, { b: 'same', c: 'same' })).toHaveLength(3);
  });

  it('puts keys with dots of their own into brackets', () => {
    expect(valueDifferences({}, { confProp: { 'a.b': '1' } })).toEqual([{ path: 'confProp', after: { 'a.b': '1' } }]);
    expect(valueDifferences({ confProp: {} }, { confProp: { 'a.b': '1' } })).toEqual([
      { path: 'confProp["a.b"]', after: '1' },
    ]);
  });
});
