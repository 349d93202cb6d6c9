import { describe, expect, test } from 'vitest';
import { collect, column, pipelineNode } from '../../../../test/support/pipeline-node.ts';
import type { ColumnNode, SourceNode } from '../../ir/index.ts';
import { movementOf } from '../../targets/index.ts';
import { LIKE_MYSQL, STANDARD } from './jdbc-connector.ts';
import { quotableConstants, readerSql } from './reader-sql.ts';

const LATE = { kind: 'run-time-text', parts: ['a"', { kind: 'parameter', name: 'region' }] } as const;
const ID = column('id', { name: 'int64' });
const NOTE = column('note', { name: 'string' });

function sql(
  source: Partial<SourceNode>,
  columns: '*' | readonly ColumnNode[] = [ID, NOTE],
  constants = false,
): unknown {
  const node = movementOf(collect(pipelineNode('flinkx', { source }))).source;
  return readerSql(node, columns, STANDARD, constants);
}

describe('a query', () => {
  test('stays as it is written where it selects exactly these columns, in this order', () => {
    for (const query of ['select id, note from orders', 'SELECT o.id, upper(o.note) AS note FROM orders o'])
      expect(sql({ query })).toEqual({ customSql: query });
  });

  test('is wrapped where other columns, or these in another order, would come by their place', () => {
    for (const query of ['select note, id from orders', 'select id, other from orders', 'select id from orders'])
      expect(sql({ query })).toEqual({ customSql: `SELECT id, note FROM (${query}) source` });
  });

  test('is wrapped where a condition or a constant stands beside it', () => {
    const query = 'select id, note from orders';
    expect(sql({ query: `${query};`, where: 'id > 1' })).toEqual({
      customSql: 'SELECT id, note FROM (select id, note from orders) source WHERE (id > 1)',
    });
    const constant = column('note', undefined, { value: "it's" });
    expect(sql({ query }, [ID, constant], true)).toEqual({
      customSql: "SELECT id, 'it''s' AS note FROM (select id, note from orders) source",
    });
    expect(sql({ query }, [ID, constant], false)).toEqual({
      customSql: 'SELECT id FROM (select id, note from orders) source',
    });
  });

  test('is read whole without a list of columns', () => {
    const query = 'select * from orders';
    expect(sql({ query }, '*')).toEqual({ customSql: query });
    expect(sql({ query, where: 'a = 1' }, '*')).toEqual({ customSql: query, where: 'a = 1' });
  });

  test('ends its last comment with a line, wherever that stands', () => {
    const late = { kind: 'run-time-text', parts: ['select 1 -- ', { kind: 'parameter', name: 'why' }, ' ; '] } as const;
    expect(sql({ query: late }, [ID])).toEqual({
      customSql: { $text: ['SELECT id FROM (select 1 -- ', expect.anything(), '\n) source'] },
    });
    expect(sql({ query: 'select 1' }, [ID])).toEqual({ customSql: 'SELECT id FROM (select 1) source' });
  });

  test('gets a constant of the run as an escaped literal', () => {
    const constant = column('note', undefined, { value: LATE });
    expect(sql({ query: 'select id from a' }, [constant], true)).toEqual({
      customSql: {
        $text: [
          `SELECT 'a"`,
          expect.objectContaining({ escape: 'sql-string' }),
          `' AS note FROM (select id from a) source`,
        ],
      },
    });
  });
});

test('names are quoted as the database wants them', () => {
  expect(['plain_1', '_x', '1st', 'a-b', 'a b', 'say "x"', 'Ä'].map((name) => STANDARD.quoteName(name))).toEqual([
    'plain_1',
    '_x',
    '"1st"',
    '"a-b"',
    '"a b"',
    '"say ""x"""',
    '"Ä"',
  ]);
  expect(LIKE_MYSQL.quoteName('a`b')).toBe('`a``b`');
});

test('constants survive between double quotes, those of the run too', () => {
  const said = column('a', undefined, { value: 'say "\\"' });
  const late = column('b', undefined, { value: LATE });
  expect(quotableConstants([ID, said, late])).toEqual([
    ID,
    { ...said, value: 'say \\"\\\\\\"' },
    { ...late, value: { ...LATE, parts: ['a\\"', LATE.parts[1]] } },
  ]);
  expect(quotableConstants('*')).toBe('*');
});
