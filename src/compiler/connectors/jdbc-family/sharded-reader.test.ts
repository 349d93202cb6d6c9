import { describe, expect, test } from 'vitest';
import { collect, datasource, pipelineNode } from '../../../../test/support/pipeline-node.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { DatasourceNode, SourceNode } from '../../ir/index.ts';
import { movementOf } from '../../targets/index.ts';
import { connector } from '../mysqld/index.ts';

interface Connection {
  readonly jdbcUrl: readonly string[];
  readonly table: readonly string[];
}

function read(
  more: Partial<DatasourceNode>,
  source: Partial<SourceNode> = {},
): { connection: readonly Connection[]; parameter: unknown; diagnostics: readonly Diagnostic[] } {
  const shops = { ...datasource('shop'), ...more };
  const context = collect(pipelineNode('flinkx', { source: { datasource: shops, ...source } }));
  const plugin = connector.flinkx?.reader?.(movementOf(context).source, context);
  const parameter = plugin?.parameter ?? {};
  const { connection = [] } = parameter as { connection?: readonly Connection[] }; // as its table says
  return { connection, parameter, diagnostics: context.diagnostics };
}

const urls = (more: Partial<DatasourceNode>): unknown => read(more).connection.map(({ jdbcUrl: [url] }) => url);

describe('the address of a shard', () => {
  const URL = 'jdbc:mysql://whole.example:3306/shop';

  test('is the datasource’s where it has no place of its own', () => {
    expect(urls({ url: URL, shards: [{ tables: ['a'] }] })).toEqual([URL]);
    expect(urls({})).toEqual(['jdbc:mysql://shop.example:3306/shop']);
  });

  test('is its own with host, port or database', () => {
    expect(
      urls({
        url: URL,
        shards: [
          { tables: [], host: 'b.example' },
          { tables: [], port: '3307' },
          { tables: [], database: 'shop_2' },
        ],
      }),
    ).toEqual([
      'jdbc:mysql://b.example:3306/shop',
      'jdbc:mysql://shop.example:3307/shop',
      'jdbc:mysql://shop.example:3306/shop_2',
    ]);
  });
});

test('a shard has its own tables, or those of the source, or is reported', () => {
  const shards = [{ tables: ['orders_1', 'orders_2'] }, { tables: [] }];
  expect(read({ shards }).connection.map(({ table }) => table)).toEqual([['orders_1', 'orders_2'], ['orders']]);
  const { diagnostics } = read({ shards }, { tables: [] });
  expect(diagnostics).toMatchObject([
    {
      code: 'SL0517',
      at: { path: ['datasources', 'shop', 'shards', 1] },
      help: 'give it `tables`, or give the source a `table` for all of them',
    },
  ]);
});

test('what splits the read is said, and all columns are a star', () => {
  expect(read({}, { columns: '*', splitBy: 'id' }).parameter).toMatchObject({ column: ['*'], splitPk: 'id' });
  expect(read({}, { columns: '*' }).parameter).not.toHaveProperty('splitPk');
});
