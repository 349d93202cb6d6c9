import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pipelineNames } from './pipeline-names.ts';

const names = (files: readonly string[], taken: readonly string[] = []): Record<string, string> =>
  Object.fromEntries(pipelineNames(files, new Set(taken)));

describe('pipelineNames', () => {
  it('names pipelines after their files, and after the folders of files of one name', () => {
    expect(names(['ods/Orders.json', 'dwd/orders.json', 'a b.json', '日报.json'])).toEqual({
      'ods/Orders.json': 'ods-orders',
      'dwd/orders.json': 'dwd-orders',
      'a b.json': 'a-b',
      '日报.json': 'job',
    });
  });

  it('gives way to names of the repository', () => {
    expect(names(['x/orders.json'], ['orders'])).toEqual({ 'x/orders.json': 'x-orders' });
  });

  it('gives every file its own well-formed name, in whatever order they come', () => {
    const file = fc.array(fc.constantFrom('a', 'B', 'b', 'a-b', ' ', '日', '..', 'x'.repeat(200)), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(fc.uniqueArray(file.map((steps) => `${steps.join('/')}.json`)), (files) => {
        const given = names(files);
        expect(new Set(Object.values(given)).size).toBe(files.length);
        for (const name of Object.values(given)) expect(name).toMatch(/^[a-z0-9]([a-z0-9._-]{0,126}[a-z0-9])?$/);
        expect(names(files.toReversed())).toEqual(given);
      }),
    );
  });
});
