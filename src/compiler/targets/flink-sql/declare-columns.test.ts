import { describe, expect, test } from 'vitest';
import { collect, column, pipelineNode, type Changes } from '../../../../test/support/pipeline-node.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { movementOf } from '../movement-of.ts';
import { saying } from '../../../../test/support/saying.ts';
import { declareSinkColumns, declareSourceColumns } from './declare-columns.ts';

function declare(
  side: 'source' | 'sink',
  changes: Changes,
): { readonly columns: unknown; readonly diagnostics: readonly Diagnostic[] } {
  const context = collect(pipelineNode('flink-sql', changes));
  const { source, sink } = movementOf(context);
  const columns = side === 'source' ? declareSourceColumns(source, context) : declareSinkColumns(sink, context);
  return { columns, diagnostics: context.diagnostics };
}

const ID = column('id', { name: 'int64' });
const NOTE = column('note', undefined, { nativeType: 'STRING' });

test('a source declares what it reads, so no constant', () => {
  const constant = column('origin', { name: 'string' }, { value: 'erp' });
  expect(declare('source', { source: { columns: [ID, constant] } }).columns).toEqual([{ name: 'id', type: 'BIGINT' }]);
});

describe('a column of a sink', () => {
  const sink = (...columns: readonly ReturnType<typeof column>[]): unknown =>
    declare('sink', { source: { columns: [ID, NOTE] }, sink: { columns } });

  test('has its own type, or that of the column that feeds it', () => {
    expect(
      sink(
        column('id'),
        column('key', undefined, { from: 'id' }),
        column('note'),
        column('own', { name: 'int32' }, { from: 'id' }),
        column('raw', undefined, { from: 'id', nativeType: 'BYTES' }),
      ),
    ).toEqual({
      columns: [
        { name: 'id', type: 'BIGINT' },
        { name: 'key', type: 'BIGINT' },
        { name: 'note', type: 'STRING' },
        { name: 'own', type: 'INT' },
        { name: 'raw', type: 'BYTES' },
      ],
      diagnostics: [],
    });
  });

  test('that is a constant is text, whatever its name', () => {
    expect(sink(column('id', undefined, { value: 'x' }))).toMatchObject({ columns: [{ name: 'id', type: 'STRING' }] });
  });

  test('that a constant of the source feeds is text too', () => {
    const origin = column('origin', undefined, { value: 'erp' });
    const columns = [column('id', { name: 'int64' }), column('origin', undefined, { from: 'origin' })];
    expect(declare('sink', { source: { columns: [ID, origin] }, sink: { columns } })).toEqual({
      columns: [
        { name: 'id', type: 'BIGINT' },
        { name: 'origin', type: 'STRING' },
      ],
      diagnostics: [],
    });
  });

  test('that nothing feeds is asked for its type, as one sentence for all of them', () => {
    expect(sink(column('id'), column('a'), column('b'))).toMatchObject({
      columns: [{ name: 'id', type: 'BIGINT' }],
      diagnostics: [
        {
          code: 'SL0510',
          message: 'Flink SQL needs the type of `a` and `b`',
          help: 'write the columns as `name type`, for example `id bigint`',
        },
      ],
    });
  });
});

test('a star is the source’s columns, and reported once, where it stands', () => {
  const star = { columns: '*' as const };
  expect(declare('sink', { source: { columns: [ID] }, sink: star }).columns).toEqual([{ name: 'id', type: 'BIGINT' }]);
  expect(declare('sink', { source: star, sink: star })).toEqual({ columns: [], diagnostics: [] });
  expect(declare('sink', { source: star, sink: { columns: [column('a')] } }).diagnostics).toMatchObject([
    { code: 'SL0510', message: 'Flink SQL needs the type of `a`' },
  ]);
  expect(declare('source', { source: star }).diagnostics).toMatchObject([
    { at: { path: ['source', 'columns'] }, notes: [saying('Flink does not ask the database')] },
  ]);
  expect(declare('sink', { source: { columns: [ID] }, sink: star, transform: 'select 1' }).diagnostics).toMatchObject([
    { code: 'SL0510', at: { path: ['sink', 'columns'] } },
  ]);
});

test('every type has Flink’s word, and more than 38 digits have none', () => {
  const words = [
    [{ name: 'bool' }, 'BOOLEAN'],
    [{ name: 'int8' }, 'TINYINT'],
    [{ name: 'int16' }, 'SMALLINT'],
    [{ name: 'int32' }, 'INT'],
    [{ name: 'float32' }, 'FLOAT'],
    [{ name: 'float64' }, 'DOUBLE'],
    [{ name: 'decimal', precision: 38, scale: 2 }, 'DECIMAL(38, 2)'],
    [{ name: 'date' }, 'DATE'],
    [{ name: 'time', precision: 0 }, 'TIME(0)'],
    [{ name: 'timestamp', precision: 3 }, 'TIMESTAMP(3)'],
    [{ name: 'timestamptz', precision: 3 }, 'TIMESTAMP_LTZ(3)'],
  ] as const;
  for (const [type, word] of words)
    expect(declare('source', { source: { columns: [column('a', type)] } }).columns).toEqual([
      { name: 'a', type: word },
    ]);
  const wide = { name: 'decimal', precision: 39, scale: 0 } as const;
  expect(declare('source', { source: { columns: [column('a', wide)] } })).toMatchObject({
    columns: [],
    diagnostics: [{ code: 'SL0611', message: 'column `a` of type `decimal(39,0)` cannot pass Flink SQL' }],
  });
});
