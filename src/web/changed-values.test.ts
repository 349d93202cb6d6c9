import { describe, expect, test } from 'vitest';
import { changedValues } from './changed-values.ts';

describe('changedValues', () => {
  test.each([
    ['nothing of equal documents', { a: [1], b: { c: null } }, { a: [1], b: { c: null } }, []],
    ['a value within', { a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, [{ path: 'a.c', before: 2, after: 3 }]],
    ['what came', {}, { a: 1 }, [{ path: 'a', before: undefined, after: 1 }]],
    ['what went', { a: { b: 1 } }, {}, [{ path: 'a', before: { b: 1 }, after: undefined }]],
    ['a list without names as one', { a: [1, 2] }, { a: [2, 1] }, [{ path: 'a', before: [1, 2], after: [2, 1] }]],
    [
      'members of a list by their names',
      { columns: [{ name: 'id', type: 'int' }, { name: 'at' }] },
      { columns: [{ name: 'at' }, { name: 'id', type: 'bigint' }] },
      [{ path: 'columns.id.type', before: 'int', after: 'bigint' }],
    ],
    [
      'a list with the same name twice as one',
      { a: [{ name: 'x' }, { name: 'x' }] },
      { a: [{ name: 'x' }] },
      [{ path: 'a', before: [{ name: 'x' }, { name: 'x' }], after: [{ name: 'x' }] }],
    ],
    ['a list that became a value', { a: [] }, { a: 'all' }, [{ path: 'a', before: [], after: 'all' }]],
  ])('tells %s', (_what, before, after, changes) => {
    expect(changedValues(before, after)).toEqual(changes);
  });
});
