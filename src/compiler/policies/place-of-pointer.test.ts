import { describe, expect, it } from 'vitest';
import { placeOfPointer } from './place-of-pointer.ts';

const VALUE = {
  schedule: { cron: '0 0 2 * * ?' },
  source: { columns: ['id bigint', { name: 'a/b', type: 'int' }], options: { '1': 'x' } },
};
const AT = { file: 'pipelines/a.ts', path: [3], part: 'value' } as const;

describe('placeOfPointer', () => {
  it.each([
    ['', []],
    ['/schedule/cron', ['schedule', 'cron']],
    ['/source/columns/id', ['source', 'columns', 0]],
    ['/source/columns/a~1b/type', ['source', 'columns', 1, 'type']],
    ['/source/columns/1/type', ['source', 'columns', 1, 'type']],
    ['/source/options/1', ['source', 'options', '1']],
    // as far as there is something
    ['/source/columns/id/type', ['source', 'columns', 0]],
    ['/source/columns/9', ['source', 'columns']],
    ['/sink/table', []],
    ['/constructor', []],
  ])('leads by %s as far as the definition has it', (pointer, path) => {
    expect(placeOfPointer(VALUE, AT, pointer)).toEqual({ ...AT, path: [3, ...path] });
  });
});
