import { describe, expect, test } from 'vitest';
import { collect, datasource, pipelineNode } from '../../../../test/support/pipeline-node.ts';
import type { CARRIED_CONNECTION, ParameterSpec } from '../../connector/index.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { DatasourceNode, SourceNode } from '../../ir/index.ts';
import { movementOf } from '../movement-of.ts';
import { connectionValue } from './connection-value.ts';

type CarriedConnection = (typeof CARRIED_CONNECTION)[number];

const LATE = { kind: 'run-time-text', parts: [{ kind: 'parameter', name: 'region' }] } as const;

function inspect(
  carries: CarriedConnection,
  more: Partial<DatasourceNode>,
  spec: Partial<ParameterSpec> = {},
  source: Partial<SourceNode> = {},
): { value: unknown; diagnostics: readonly Diagnostic[] } {
  const { host: _host, port: _port, database: _database, ...bare } = datasource('store');
  const store = { ...bare, ...more };
  const context = collect(pipelineNode('chunjun', { source: { datasource: store, ...source } }));
  const node = movementOf(context).source;
  const use = { plugin: { name: 'anyreader', parameters: {} }, node, context };
  const value = connectionValue(carries, { type: 'string', description: 'any', ...spec }, store, use);
  return { value, diagnostics: context.diagnostics };
}

const valueOf = (...parameters: Parameters<typeof inspect>): unknown => inspect(...parameters).value;

describe('an address with a path behind it', () => {
  const address = (url: DatasourceNode['url'], path?: SourceNode['path']): unknown =>
    valueOf('datasource.urlAndPath', url === undefined ? {} : { url }, {}, path === undefined ? {} : { path });

  test('has one slash between the two', () => {
    for (const url of ['http://a.example', 'http://a.example/'])
      for (const path of ['v1/orders', '/v1/orders']) expect(address(url, path)).toBe('http://a.example/v1/orders');
  });

  test('has none before a query, or where the path is empty', () => {
    expect(address('http://a.example/v1', '?page=1')).toBe('http://a.example/v1?page=1');
    expect(address('http://a.example/v1', '')).toBe('http://a.example/v1');
    expect(address('http://a.example/v1/')).toBe('http://a.example/v1/');
    expect(address('http://a.example', 'search?')).toBe('http://a.example/search?');
    expect(address('http://a.example', 'a/b')).toBe('http://a.example/a/b');
    expect(address(undefined, 'v1')).toBeUndefined();
  });

  test('may be known only when the job runs', () => {
    expect(address('http://a.example/', LATE)).toEqual({ $text: ['http://a.example/', expect.anything()] });
    expect(address(LATE, '/v1')).toEqual({ $text: [expect.anything(), '/v1'] });
  });
});

test('a database is text, a list of one, or its number', () => {
  expect(valueOf('datasource.database', { database: 'shop' })).toBe('shop');
  expect(valueOf('datasource.database', { database: 'shop' }, { type: 'string-list' })).toEqual(['shop']);
  expect(valueOf('datasource.database', { database: '12' }, { type: 'integer' })).toBe(12);
  expect(valueOf('datasource.database', {}, { type: 'integer' })).toBeUndefined();
  expect(valueOf('datasource.database', {}, { type: 'string-list' })).toBeUndefined();
  for (const database of ['12a', 'a12'])
    expect(inspect('datasource.database', { database }, { type: 'integer' }).diagnostics).toMatchObject([
      { code: 'SL0204', notes: ['databases of `mysql` have numbers'] },
    ]);
});

test('a port is a number only where the engine reads one and it is known', () => {
  expect(valueOf('datasource.port', { port: '21' }, { type: 'integer' })).toBe(21);
  expect(valueOf('datasource.port', { port: '21' })).toBe('21');
  expect(valueOf('datasource.port', { port: LATE }, { type: 'integer' })).toEqual({ $text: [expect.anything()] });
  expect(valueOf('datasource.port', {}, { type: 'integer' })).toBeUndefined();
});

test('a server has its own port, the usual one, or none', () => {
  expect(valueOf('datasource.hostPort', { host: 'a', port: '7' }, { defaultPort: '9' })).toBe('a:7');
  expect(valueOf('datasource.hostPort', { host: 'a' }, { defaultPort: '9' })).toBe('a:9');
  expect(valueOf('datasource.hostPort', { host: 'a' })).toBe('a');
  expect(valueOf('datasource.hostPort', {}, { defaultPort: '9' })).toBeUndefined();
  const list = { type: 'string-list', defaultPort: '9' } as const;
  expect(valueOf('datasource.hosts', { hosts: ['a:7', '[fe80::1]'] }, list)).toEqual(['a:7', '[fe80::1]:9']);
  expect(valueOf('datasource.hosts', {}, list)).toBeUndefined();
});

test('properties are those of the cluster and, before them, the datasource’s own', () => {
  const hadoop = datasource('cluster', {
    type: 'hadoop',
    defaultFS: 'hdfs://ns',
    properties: { 'dfs.nameservices': 'ns', 'io.retries': '1' },
  });
  const own = { 'io.retries': '2' };
  expect(valueOf('datasource.properties', { properties: own, hadoop })).toEqual(own);
  expect(valueOf('datasource.properties', {})).toBeUndefined();
  expect(valueOf('datasource.propertiesOnHadoop', { properties: own, hadoop })).toEqual({
    'dfs.nameservices': 'ns',
    'io.retries': '2',
  });
  expect(valueOf('datasource.hadoopConfig', { properties: own, hadoop })).toEqual(hadoop.properties);
  expect(valueOf('datasource.hadoopConfig', { type: 'hadoop', properties: own })).toEqual(own);
  expect(valueOf('datasource.hadoopConfig', { properties: own })).toBeUndefined();
  expect(valueOf('datasource.defaultFS', { hadoop })).toBe('hdfs://ns');
  expect(valueOf('datasource.defaultFS', { defaultFS: 'hdfs://own', hadoop })).toBe('hdfs://own');
  expect(valueOf('datasource.defaultFS', {})).toBeUndefined();
});

test('headers are a map, a list that holds it, or a list of names and values', () => {
  const headers = { Accept: 'text/csv' };
  expect(valueOf('datasource.headers', { headers })).toEqual(headers);
  expect(valueOf('datasource.headers', { headers }, { type: 'object-list' })).toEqual([headers]);
  expect(valueOf('datasource.headers', { headers: {} }, { type: 'object-list' })).toEqual([]);
  expect(valueOf('datasource.headers', {})).toBeUndefined();
  const member: ParameterSpec = { type: 'string', description: 'any' };
  for (const name of ['key', 'name'])
    expect(
      valueOf('datasource.headers', { headers }, { type: 'object-list', members: { [name]: member, value: member } }),
    ).toEqual([{ [name]: 'Accept', value: 'text/csv' }]);
});

test('a key file is named as it is written', () => {
  expect(valueOf('datasource.privateKeyPath', { privateKeyPath: '/keys/id' })).toBe('/keys/id');
});
