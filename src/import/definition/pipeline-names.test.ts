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
      '日报.json': 'job-690736aa',
    });
  });

  it('gives no name whose file is taken for a test', () => {
    expect(names(['orders.test.json'])).toEqual({ 'orders.test.json': 'orders-test' });
  });

  it('gives way to names of the repository', () => {
    expect(names(['x/orders.json'], ['orders'])).toEqual({ 'x/orders.json': 'x-orders' });
  });

  it('gives files that a file system without case takes for one two names, all in lower case', () => {
    const given = Object.values(names(['Orders.json', 'orders.json', 'ORDERS.json', 'x/Käse.json']));
    expect(new Set(given.map((name) => name.toLowerCase())).size).toBe(4);
    expect(given).toEqual(given.map((name) => name.toLowerCase()));
  });

  it('keeps the names of files of which nothing is left, or that collide, when another is added', () => {
    const before = names(['a/中文.json', 'a/日报.json', 'a/x y.json', 'a/x-y.json']);
    expect(names(['a/一.json', 'a/中文.json', 'a/日报.json', 'a/x  y.json', 'a/x y.json', 'a/x-y.json'])).toMatchObject(
      before,
    );
    for (const name of Object.values(before)) expect(name).toMatch(/^(?:job|x-y)-[0-9a-f]{8}$/);
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
