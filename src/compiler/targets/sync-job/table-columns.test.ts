import { expect, test } from 'vitest';
import { collect, column, pipelineNode } from '../../../../test/support/pipeline-node.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { SinkNode } from '../../ir/index.ts';
import { movementOf } from '../movement-of.ts';
import { tableColumns } from './table-columns.ts';

function print(sink: Partial<SinkNode>): { readonly value: unknown; readonly diagnostics: readonly Diagnostic[] } {
  const context = collect(pipelineNode('flinkx', { source: { columns: '*' }, sink }));
  const node = movementOf(context).sink;
  const value = tableColumns({ plugin: { name: 'hivewriter', parameters: {} }, node, context });
  return { value, diagnostics: context.diagnostics };
}

test('a table has its columns with types and comments', () => {
  const columns = [
    column('amount', { name: 'decimal', precision: 18, scale: 2 }, { comment: 'in cents' }),
    column('tags', undefined, { nativeType: 'array<string>' }),
  ];
  expect(print({ columns })).toEqual({
    value: {
      ods_orders: [
        { key: 'amount', type: 'decimal(18,2)', comment: 'in cents' },
        { key: 'tags', type: 'array<string>' },
      ],
    },
    diagnostics: [],
  });
});

test('a table that nobody knows before the run is refused', () => {
  const late = { kind: 'run-time-text', parts: ['t_', { kind: 'parameter', name: 'region' }] } as const;
  expect(print({ table: late, columns: [column('a')] })).toMatchObject({
    value: {},
    diagnostics: [
      {
        code: 'SL0403',
        at: { path: ['sink', 'table'] },
        notes: ['`hivewriter` reads the tables and their columns as JSON in a text'],
      },
    ],
  });
});

test('columns and their types have to be there', () => {
  expect(print({ columns: '*' })).toMatchObject({
    value: {},
    diagnostics: [{ code: 'SL0203', at: { part: 'key' }, notes: ['`hivewriter` creates and fills the table by them'] }],
  });
  expect(print({ columns: [column('a')] }).diagnostics).toMatchObject([
    { code: 'SL0510', at: { path: ['columns', 'a'] }, notes: ['without it the plugin does not start'] },
  ]);
});
