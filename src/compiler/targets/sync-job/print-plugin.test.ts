import { describe, expect, test } from 'vitest';
import type { ParameterSpec, PluginSpec } from '../../connector/index.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { DatasourceNode, SinkNode } from '../../ir/index.ts';
import { collect, column, datasource, pipelineNode, type Changes } from '../../../../test/support/pipeline-node.ts';
import { movementOf } from '../movement-of.ts';
import { printPlugin } from './print-plugin.ts';

type Parameters = Readonly<Record<string, ParameterSpec>>;

function print(
  parameters: Parameters,
  sink: Partial<SinkNode>,
  plugin: Partial<PluginSpec> = {},
  changes: Changes = {},
): { parameter: unknown; diagnostics: readonly Diagnostic[] } {
  const context = collect(pipelineNode('flinkx', { ...changes, sink }));
  const { parameter } = printPlugin({ name: 'anywriter', parameters, ...plugin }, movementOf(context).sink, context);
  return { parameter, diagnostics: context.diagnostics };
}

function from(more: Partial<DatasourceNode>): Partial<SinkNode> {
  return { datasource: datasource('ods', more) };
}

const text = (more: Partial<ParameterSpec>): ParameterSpec => ({ type: 'string', description: 'any', ...more });

describe('servers', () => {
  const servers: Parameters = {
    list: { ...text({ carries: 'datasource.hosts', defaultPort: '9200' }), type: 'string-list' },
    joined: text({ carries: 'datasource.hosts', separator: ',' }),
    others: { ...text({ carries: 'datasource.otherHosts' }), type: 'string-list' },
  };

  test('get the usual port where none is given', () => {
    expect(print(servers, from({ hosts: ['a', 'b:1'] })).parameter).toEqual({
      list: ['a:9200', 'b:1'],
      joined: 'a,b:1',
      others: ['a', 'b:1'],
    });
  });

  test('may be the one of host and port, which is not one of the others', () => {
    expect(print(servers, from({ host: 'a', port: '7' })).parameter).toEqual({ list: ['a:7'], joined: 'a:7' });
  });

  test('are one where the plugin takes one', () => {
    const { diagnostics } = print({ one: text({ carries: 'datasource.hosts' }) }, from({ hosts: ['a', 'b'] }));
    expect(diagnostics).toMatchObject([{ code: 'SL0603' }]);
  });
});

describe('maps', () => {
  const connection = (required: boolean): Parameters => ({
    connection: {
      type: 'object-list',
      description: 'any',
      required,
      members: {
        url: text({ carries: 'datasource.url', required: true }),
        table: text({ carries: 'table', required: true }),
      },
    },
  });

  test('that may be left out are, without what they need', () => {
    expect(print(connection(false), {})).toMatchObject({ parameter: {}, diagnostics: [] });
    expect(print(connection(true), {}).diagnostics).toMatchObject([{ code: 'SL0203' }]);
    expect(print(connection(false), from({ url: 'x' })).parameter).toEqual({
      connection: [{ url: 'x', table: 'ods_orders' }],
    });
  });

  test('of which the author writes a part say what is missing', () => {
    const range: Parameters = {
      range: {
        type: 'object',
        description: 'any',
        members: { start: text({}), isBinary: { type: 'boolean', description: 'any', required: true } },
      },
    };
    expect(print(range, {}).diagnostics).toEqual([]);
    expect(print(range, { options: { range: { start: 'a' } } }).diagnostics).toMatchObject([
      { code: 'SL0203', message: 'the sink has no `isBinary`' },
    ]);
  });

  test('of text give text at any depth', () => {
    const load: Parameters = {
      load: { type: 'object', description: 'any', members: { heads: { type: 'text-map', description: 'any' } } },
    };
    expect(print(load, { options: { load: { heads: { strict: true, port: 1 } } } }).parameter).toEqual({
      load: { heads: { strict: 'true', port: '1' } },
    });
  });
});

test('one of several keys has to have a value', () => {
  const either: Parameters = { url: text({ carries: 'datasource.url' }), nodes: text({}) };
  const needsOneOf = [['url', 'nodes']];
  expect(print(either, { options: { nodes: 'a' } }, { needsOneOf }).diagnostics).toEqual([]);
  expect(print(either, {}, { needsOneOf }).diagnostics).toMatchObject([
    { code: 'SL0203', message: 'datasource `ods` has no `url`' },
  ]);
});

describe('places of key columns', () => {
  const parameters: Parameters = {
    numbers: { type: 'integer-list', description: 'any', carries: 'key.index' },
    objects: { type: 'object-list', description: 'any', carries: 'key.index' },
  };

  test('are those among the columns written, in the order of the key', () => {
    const columns = [
      column('a', { name: 'string' }, { from: 'id' }),
      column('b', { name: 'int64' }, { from: 'amount' }),
      column('c', undefined, { from: 'note' }),
    ];
    expect(print(parameters, { columns, key: ['c', 'b'] }).parameter).toEqual({
      numbers: [2, 1],
      objects: [
        { index: 2, type: 'string' },
        { index: 1, type: 'bigint' },
      ],
    });
  });

  test('are unknown where all columns are written', () => {
    const everything = { source: { columns: '*' as const } };
    expect(print(parameters, { columns: '*', key: ['id'] }, {}, everything).diagnostics).toMatchObject([
      { code: 'SL0203' },
      { code: 'SL0203' },
    ]);
  });
});

test('databases with numbers are asked for by number', () => {
  const database: Parameters = { db: { type: 'integer', description: 'any', carries: 'datasource.database' } };
  expect(print(database, from({ database: '3' })).parameter).toEqual({ db: 3 });
  expect(print(database, from({ database: 'ods' })).diagnostics).toMatchObject([{ code: 'SL0204' }]);
});

describe('one value of several', () => {
  const compression = { file: { type: 'csv', compression: 'gzip' } } as const;
  const carried = text({ carries: 'file.compression' });

  test('the author’s beats what follows from a path only where the table says so', () => {
    const options = { compress: 'bzip2' };
    expect(print({ compress: { ...carried, alsoOption: true } }, { ...compression, options }).parameter).toEqual(
      options,
    );
    expect(print({ compress: { ...carried, alsoOption: true } }, compression).parameter).toEqual({ compress: 'gzip' });
    expect(print({ compress: carried }, { ...compression, options }).parameter).toEqual({ compress: 'gzip' });
  });

  test('what is always printed gives way to any other', () => {
    const printed = text({ printed: 'fixed' });
    expect(print({ a: printed }, {}).parameter).toEqual({ a: 'fixed' });
    expect(print({ a: printed }, { options: { a: 'own' } }).parameter).toEqual({ a: 'own' });
    expect(print({ a: { ...carried, printed: 'fixed' } }, compression).parameter).toEqual({ a: 'gzip' });
  });
});

test('JSON in a text, and only where there is something', () => {
  const schema: Parameters = { schema: { type: 'object', description: 'any', jsonText: true } };
  expect(print(schema, { options: { schema: { a: 1 } } }).parameter).toEqual({ schema: '{"a":1}' });
  expect(print(schema, {}).parameter).toEqual({});
});
