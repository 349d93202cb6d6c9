import { describe, expect, test } from 'vitest';
import { collect, column, pipelineNode, type Changes } from '../../../../test/support/pipeline-node.ts';
import type { ParameterSpec, PluginSpec } from '../../connector/index.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { SourceNode } from '../../ir/index.ts';
import { movementOf } from '../movement-of.ts';
import { columnsAs, keyIndexes } from './columns-value.ts';
import type { PluginUse } from './plugin-use.ts';

function use(
  side: 'source' | 'sink',
  changes: Changes,
  plugin: Partial<PluginSpec> = {},
): PluginUse & { readonly diagnostics: readonly Diagnostic[] } {
  const context = collect(pipelineNode('chunjun', changes));
  return {
    plugin: { name: 'anyplugin', parameters: {}, ...plugin },
    node: movementOf(context)[side],
    context,
    diagnostics: context.diagnostics,
  };
}

const LIST: ParameterSpec = { type: 'list', description: 'any' };
const ID = column('id', { name: 'int64' });
const NOTE = column('note', { name: 'string' });
const DAY = column('day', { name: 'string' }, { partition: true });

test('all columns are a star only where a list has to be there', () => {
  const all = use('source', { source: { columns: '*' } });
  expect(columnsAs({ ...LIST, required: true }, all)).toEqual(['*']);
  expect(columnsAs(LIST, all)).toBeUndefined();
  expect(columnsAs({ ...LIST, type: 'object-list', required: true }, all)).toBeUndefined();
});

test('columns are names, one text, or objects with the type', () => {
  const two = use('source', { source: { columns: [ID, NOTE] } });
  expect(columnsAs({ ...LIST, type: 'string-list' }, two)).toEqual(['id', 'note']);
  expect(columnsAs({ ...LIST, type: 'string', separator: ',' }, two)).toBe('id,note');
  expect(columnsAs(LIST, two)).toEqual([
    { name: 'id', type: 'bigint' },
    { name: 'note', type: 'string' },
  ]);
});

test('a type that the schema snapshot gives is told of where the job takes it, and only there', () => {
  const named = column('id', undefined, { tableType: { name: 'int64' } });
  const taken: string[] = [];
  const of = (spec: ParameterSpec): unknown => {
    const { context, ...rest } = use('source', { source: { columns: [named] } });
    const telling = { ...context, takeTableType: (...told: string[]) => void taken.push(told.join(' ')) };
    return columnsAs(spec, { ...rest, context: telling });
  };
  expect(of({ ...LIST, type: 'string-list' })).toEqual(['id']);
  expect(taken).toEqual([]);
  expect(of({ ...LIST, type: 'object-list' })).toEqual([{ name: 'id', type: 'bigint' }]);
  expect(taken).toEqual(['source id']);
});

describe('the place of a column in a file', () => {
  // the sink takes the columns the other way round, and with them the reader
  const read = (source: Partial<SourceNode>, byPlace: 'index' | 'order', turned: boolean): unknown => {
    const columns = [ID, NOTE, DAY];
    const taken = [NOTE, ID, DAY].map((each) => ({ ...column(each.name), from: each.name }));
    const changes: Changes = { source: { columns, ...source }, ...(turned ? { sink: { columns: taken } } : {}) };
    const printed = columnsAs(LIST, use('source', changes, { columnsByPlace: byPlace }));
    return (printed as readonly { name: string; index?: number }[]).map(({ name, index }) => [name, index]);
  };

  test('is said where the reader goes by it, and its order is not theirs', () => {
    const turned = [
      ['note', 1],
      ['id', 0],
      ['day', undefined],
    ];
    expect(read({}, 'index', true)).toEqual(turned);
    expect(read({}, 'order', true)).toEqual(turned);
    expect(read({ file: { type: 'orc' } }, 'order', true)).toEqual(turned);
  });

  test('is not said where the order says it, or Parquet finds the name', () => {
    const unplaced = ['id', 'note', 'day'].map((name) => [name, undefined]);
    expect(read({}, 'order', false)).toEqual(unplaced);
    expect(read({ file: { type: 'parquet' } }, 'index', false)).toEqual(unplaced);
  });

  test('is the one that the author gives', () => {
    expect(read({ columns: [{ ...ID, index: 4 }, NOTE] }, 'index', false)).toEqual([
      ['id', 4],
      ['note', 1],
    ]);
  });

  test('is not that of a column that only splits the read and nobody lists', () => {
    const columns = columnsAs(
      LIST,
      use('source', { source: { columns: [NOTE], splitBy: 'id' } }, { columnsByPlace: 'index' }),
    );
    expect(columns).toEqual([{ name: 'note', type: 'string', index: 0 }, { name: 'id' }]);
  });
});

test('a plugin of objects needs every type, and one that its store has', () => {
  const untyped = use('source', { source: { columns: [column('id'), column('raw', undefined, { nativeType: 'x' })] } });
  columnsAs({ ...LIST, type: 'object-list' }, untyped);
  expect(untyped.diagnostics).toMatchObject([
    {
      code: 'SL0510',
      at: { path: ['columns', 'id'] },
      notes: ['without it the plugin does not start'],
      help: 'write `id string`, or the type that it has',
    },
  ]);
  const amount = column('amount', { name: 'decimal', precision: 18, scale: 2 });
  const decimal = use('source', { source: { columns: [ID, amount] } }, { typeWords: 'elasticsearch' });
  columnsAs(LIST, decimal);
  expect(decimal.diagnostics).toMatchObject([
    {
      code: 'SL0611',
      at: { path: ['columns', 'amount', 'type'] },
      message: '`anyplugin` takes no column of type `decimal`',
      help: 'give it as a `string`, or name a type of the store under `nativeType`',
    },
  ]);
});

describe('places of the key', () => {
  const numbers: ParameterSpec = { type: 'integer-list', description: 'any' };

  test('are absent without a key, and on a source', () => {
    expect(keyIndexes(numbers, use('sink', {}))).toBeUndefined();
    expect(keyIndexes(numbers, use('source', { sink: { key: ['id'] } }))).toBeUndefined();
  });

  test('leave out a name that is no column, and take the store’s own type', () => {
    const columns = [ID, column('raw', undefined, { nativeType: 'VARBINARY' }), column('bare')];
    const sink = use('sink', { source: { columns }, sink: { columns, key: ['gone', 'raw', 'bare'] } });
    expect(keyIndexes(numbers, sink)).toEqual([1, 2]);
    expect(keyIndexes({ ...numbers, type: 'object-list' }, sink)).toEqual([
      { index: 1, type: 'VARBINARY' },
      { index: 2 },
    ]);
  });

  test('need the columns', () => {
    const all = use('sink', { source: { columns: '*' }, sink: { columns: '*', key: ['id'] } });
    expect(keyIndexes(numbers, all)).toBeUndefined();
    expect(all.diagnostics).toMatchObject([
      { at: { path: ['sink', 'columns'], part: 'key' }, notes: ['the engine finds the key by its place among them'] },
    ]);
  });
});
