import { describe, expect, it } from 'vitest';
import { collect, column, datasource, pipelineNode, type Changes } from '../../../../test/support/pipeline-node.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { DatasourceNode, SinkNode, SourceNode } from '../../ir/index.ts';
import type { FlinkxPlugin } from '../../targets/index.ts';
import { movementOf } from '../../targets/index.ts';
import { saying } from '../../../../test/support/saying.ts';
import { connector } from './index.ts';

const { username: _username, password: _password, ...ANONYMOUS } = datasource('events', { type: 'kafka' });
const BROKERS: DatasourceNode = {
  ...ANONYMOUS,
  brokers: ['k1:9092', 'k2:9092'],
  properties: { 'security.protocol': 'SSL' },
};
const COLUMNS = [column('id', { name: 'int64' }), column('amount', { name: 'decimal', precision: 9, scale: 2 })];
const CONTINUOUS = {
  schedule: { ...pipelineNode('flinkx').schedule, schedule: { kind: 'continuous', timeZone: 'UTC' } },
} as const;

const at = pipelineNode('flinkx').at;

type Target = 'flinkx' | 'chunjun' | 'flink-sql';

function nodes(
  target: Target,
  changes: Changes,
): { source: SourceNode; sink: SinkNode; context: ReturnType<typeof collect> } {
  const context = collect(
    pipelineNode(target, {
      pipeline: CONTINUOUS,
      ...changes,
      source: { connector: 'kafka', datasource: BROKERS, tables: ['orders'], columns: COLUMNS, ...changes.source },
      sink: { connector: 'kafka', datasource: BROKERS, table: 'ods_orders', ...changes.sink },
    }),
  );
  const { source, sink } = movementOf(context);
  return { source, sink, context };
}

function read(
  target: 'flinkx' | 'chunjun',
  changes: Changes = {},
): { plugin: FlinkxPlugin | undefined; found: Diagnostic[] } {
  const { source, context } = nodes(target, changes);
  return { plugin: connector[target]?.reader?.(source, context), found: context.diagnostics };
}

function write(
  target: 'flinkx' | 'chunjun',
  changes: Changes = {},
): { plugin: FlinkxPlugin | undefined; found: Diagnostic[] } {
  const { sink, context } = nodes(target, changes);
  return { plugin: connector[target]?.writer?.(sink, context), found: context.diagnostics };
}

describe('kafka on FlinkX and ChunJun (flinkx-and-chunjun 4)', () => {
  it('1.11 names several topics in one text, 1.16 in a list', () => {
    const source = { tables: ['a', 'b'] };
    expect(read('flinkx', { source }).plugin?.parameter).toMatchObject({ topic: 'a,b' });
    expect(read('chunjun', { source }).plugin?.parameter).toMatchObject({ topic: 'a', topics: ['a', 'b'] });
  });

  it('a reader has the brokers, a group of its own, and columns out of JSON', () => {
    const options = { consumerSettings: { 'max.poll.records': 100 } };
    const start = { kind: 'start', point: 'latest', at } as const;
    const { plugin, found } = read('flinkx', { source: { options, start } });
    expect(found).toEqual([]);
    expect(plugin).toEqual({
      name: 'kafkareader',
      parameter: {
        topic: 'orders',
        groupId: 'orders-to-ods',
        codec: 'json',
        column: [
          { name: 'id', type: 'bigint' },
          { name: 'amount', type: 'decimal' },
        ],
        mode: 'latest-offset',
        consumerSettings: {
          'bootstrap.servers': 'k1:9092,k2:9092',
          'security.protocol': 'SSL',
          'max.poll.records': '100',
        },
      },
    });
  });

  it.each(['flinkx', 'chunjun'] as const)('%s: a writer names the members of its messages', (target) => {
    expect(write(target).plugin).toEqual({
      name: 'kafkawriter',
      parameter: {
        topic: 'ods_orders',
        tableFields: ['id', 'amount'],
        producerSettings: { 'bootstrap.servers': 'k1:9092,k2:9092', 'security.protocol': 'SSL' },
      },
    });
  });

  it('a writer of a table needs names; a row of a stream is one map, which is written as it is', () => {
    const unlisted = { source: { columns: '*' }, sink: { columns: '*' } } as const;
    const { schedule } = pipelineNode('flinkx');
    expect(write('flinkx', { ...unlisted, pipeline: { schedule } }).found).toMatchObject([{ code: 'SL0203' }]);
    const stream = write('flinkx', unlisted);
    expect(stream.found).toEqual([]);
    expect(stream.plugin?.parameter).not.toHaveProperty('tableFields');
  });

  it('1.11 begins at the beginning by its client, since its own word for it means the end', () => {
    const start = { kind: 'start', point: 'earliest', at } as const;
    expect(read('flinkx', { source: { start } }).plugin?.parameter).toMatchObject({
      mode: 'group-offsets',
      consumerSettings: { 'auto.offset.reset': 'earliest' },
    });
    const onChunjun = read('chunjun', { source: { start } }).plugin?.parameter;
    expect(onChunjun).toMatchObject({ mode: 'earliest-offset' });
    expect(onChunjun?.['consumerSettings']).not.toHaveProperty('auto.offset.reset');
  });

  it('credentials and missing brokers are reported', () => {
    const bare = datasource('events', { type: 'kafka' });
    expect(write('flinkx', { sink: { datasource: bare } }).found.map(({ code }) => code)).toEqual(['SL0603', 'SL0203']);
  });
});

describe('kafka on Flink SQL', () => {
  const emitter = connector['flink-sql'];

  it('a stream begins where its group stands', () => {
    const { source, context } = nodes('flink-sql', {
      source: { options: { properties: { 'isolation.level': 'read_committed' } } },
    });
    expect(emitter?.source?.(source, context).options).toEqual({
      connector: 'kafka',
      topic: 'orders',
      format: 'json',
      'properties.group.id': 'orders-to-ods',
      'scan.startup.mode': 'group-offsets',
      'properties.auto.offset.reset': 'earliest',
      'properties.bootstrap.servers': 'k1:9092,k2:9092',
      'properties.security.protocol': 'SSL',
      'properties.isolation.level': 'read_committed',
    });
    expect(context.diagnostics).toEqual([]);
  });

  it('a batch must be told where to begin, and ends at what is there', () => {
    const { schedule } = pipelineNode('flink-sql');
    const unsaid = nodes('flink-sql', { pipeline: { schedule } });
    emitter?.source?.(unsaid.source, unsaid.context);
    expect(unsaid.context.diagnostics).toMatchObject([{ code: 'SL0610' }]);
    const start = { kind: 'start', point: 'earliest', at } as const;
    const said = nodes('flink-sql', { pipeline: { schedule }, source: { start } });
    expect(emitter?.source?.(said.source, said.context).options).toMatchObject({
      'scan.startup.mode': 'earliest-offset',
      'scan.bounded.mode': 'latest-offset',
    });
    expect(said.context.diagnostics).toEqual([]);
  });

  it.each([
    [{ point: 'latest' }, { 'scan.startup.mode': 'latest-offset' }],
    [{ point: 'now' }, { 'scan.startup.mode': 'latest-offset' }],
    [{ point: 'committed' }, { 'scan.startup.mode': 'group-offsets', 'properties.auto.offset.reset': 'earliest' }],
    [
      { point: 'time', timeMs: 7 },
      { 'scan.startup.mode': 'timestamp', 'scan.startup.timestamp-millis': '7' },
    ],
    [
      { point: 'offsets', offsets: { 0: 42, 1: 300 } },
      {
        'scan.startup.mode': 'specific-offsets',
        'scan.startup.specific-offsets': 'partition:0,offset:42;partition:1,offset:300',
      },
    ],
  ] as const)('begins at %o', (point, options) => {
    const { source, context } = nodes('flink-sql', { source: { start: { kind: 'start', at, ...point } } });
    expect(emitter?.source?.(source, context).options).toMatchObject(options);
    expect(context.diagnostics).toEqual([]);
  });

  it('needs brokers, and takes neither user name nor password', () => {
    const found = (more: Partial<DatasourceNode>): unknown => {
      const { source, context } = nodes('flink-sql', { source: { datasource: { ...BROKERS, ...more } } });
      emitter?.source?.(source, context);
      return context.diagnostics;
    };
    expect(found({})).toEqual([]);
    expect(found({ brokers: [] })).toMatchObject([{ code: 'SL0203', help: 'add `brokers: ["kafka-1:9092"]`' }]);
    for (const login of [{ username: 'sync' }, { password: { kind: 'run-time-text', parts: ['x'] } }] as const)
      expect(found(login)).toMatchObject([
        {
          code: 'SL0603',
          at: { path: ['datasources', 'events', 'username'] },
          notes: [saying('sasl')],
        },
      ]);
  });

  it('cannot begin at a binlog file', () => {
    const { source, context } = nodes('flink-sql', { source: { start: { kind: 'start', at, point: 'file' } } });
    emitter?.source?.(source, context);
    expect(context.diagnostics).toMatchObject([{ code: 'SL0204' }]);
  });

  it('an upsert is upsert-kafka with a key', () => {
    const append = nodes('flink-sql', {});
    expect(emitter?.sink?.(append.sink, append.context)).toMatchObject({
      primaryKey: [],
      options: { connector: 'kafka', topic: 'ods_orders', format: 'json' },
    });
    const upsert = nodes('flink-sql', { sink: { mode: 'upsert', key: ['id'] } });
    const table = emitter?.sink?.(upsert.sink, upsert.context);
    expect(table).toMatchObject({
      primaryKey: ['id'],
      options: { connector: 'upsert-kafka', 'key.format': 'json', 'value.format': 'json' },
    });
    expect(table?.options).not.toHaveProperty('format');
  });

  it('a sink has tasks of its own number where it is said, or where its option says it', () => {
    const settings = { parallelism: { source: 1, sink: 2 } };
    const { sink, context } = nodes('flink-sql', { settings });
    expect(emitter?.sink?.(sink, context).options).toMatchObject({ 'sink.parallelism': '2' });
    const own = nodes('flink-sql', { settings, sink: { options: { 'sink.parallelism': 3 } } });
    expect(emitter?.sink?.(own.sink, own.context).options).toMatchObject({ 'sink.parallelism': 3 });
    expect(emitter?.sink?.(sink, nodes('flink-sql', {}).context).options).not.toHaveProperty('sink.parallelism');
  });
});
