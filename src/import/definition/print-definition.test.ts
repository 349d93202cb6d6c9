import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { printDefinition } from './print-definition.ts';

describe('printDefinition', () => {
  it('writes short lists and mappings on one line, and columns with details one a line', () => {
    const columns = ['id', 'amount', 'updated_at'].map((name) => ({
      name,
      type: 'decimal(18,2)',
      nativeType: 'NUMBER',
    }));
    expect(
      printDefinition({ name: 'orders', sink: { key: ['id', 'a b'], columns }, tags: ['"x" ]', '[ y'] }, 'from a.json'),
    ).toBe(`# from a.json
name: orders
sink:
  key: [id, a b]
  columns:
    - { name: id, type: "decimal(18,2)", nativeType: NUMBER }
    - { name: amount, type: "decimal(18,2)", nativeType: NUMBER }
    - { name: updated_at, type: "decimal(18,2)", nativeType: NUMBER }
tags: ['"x" ]', "[ y"]
`);
  });

  it('writes SQL of several lines as a block', () => {
    expect(printDefinition({ query: 'select 1\nfrom a' }, 'x')).toBe('# x\nquery: |-\n  select 1\n  from a\n');
  });

  it('quotes what could be taken for something else', () => {
    expect(printDefinition({ a: 'yes', b: '2020-01-01', c: '5', d: '' }, 'x')).toBe(
      '# x\na: "yes"\nb: "2020-01-01"\nc: "5"\nd: ""\n',
    );
  });

  it('reads back as the same value, whatever stands in it', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('[ a ]', '{ b }', ' ]', '[ ', 'a: [ b', '"', "'", '#', '- [ x ]'),
    );
    const value = fc.dictionary(
      fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'),
      fc.letrec((tie) => ({
        any: fc.oneof(
          { maxDepth: 4 },
          text,
          fc.boolean(),
          fc.integer(),
          fc.array(tie('any')),
          fc.dictionary(fc.string(), tie('any')),
        ),
      })).any,
      { minKeys: 1 },
    );
    fc.assert(
      fc.property(value, (definition) => {
        expect(parse(printDefinition(definition, 'x'))).toEqual(JSON.parse(JSON.stringify(definition)));
      }),
      { numRuns: 500 },
    );
  });
});
