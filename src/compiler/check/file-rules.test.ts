import { describe, expect, test } from 'vitest';
import { pipelineNode } from '../../../test/support/pipeline-node.ts';
import { pluginSide, type ConnectorSpec, type PluginSpec } from '../connector/index.ts';
import type { DatasourceNode, PipelineNode, SettingsNode, SinkNode, SourceNode } from '../ir/index.ts';
import type { Location } from '../text/index.ts';
import { datasourceProtocol } from './datasource-protocol.ts';
import { dirtyRows } from './dirty-rows.ts';
import { escapedDelimiter } from './escaped-delimiter.ts';
import { fileFormat } from './file-format.ts';
import { maximumParallelism } from './maximum-parallelism.ts';
import { orcPlaces } from './orc-places.ts';
import { partitionByClock } from './partition-by-clock.ts';
import type { PipelineRule } from './rule.ts';
import { valueBeginning } from './value-beginning.ts';

const at: Location = { file: 'pipelines/files.yaml', path: ['sink'], part: 'value' };

const WRITER: PluginSpec = {
  name: 'hivewriter',
  parameters: {
    path: { type: 'string', description: 'Where to.', carries: 'path', startsWith: 'hdfs://' },
    defaultFS: { type: 'string', description: 'File system.', carries: 'datasource.defaultFS', startsWith: 'hdfs://' },
    protocol: { type: 'string', description: 'Protocol.', carries: 'datasource.protocol', values: ['ftp', 'sftp'] },
    type: { type: 'string', description: 'Format.', carries: 'file.type' },
    delimiter: { type: 'string', description: 'Delimiter.', carries: 'file.delimiter' },
    compress: { type: 'string', description: 'Compression.', carries: 'file.compression' },
  },
  fileTypes: ['csv', 'orc'],
  compressions: { csv: ['gzip'], orc: ['snappy'] },
  columnsByPlace: 'index',
  maximumParallelism: 1,
};

const CLUSTER: DatasourceNode = {
  kind: 'datasource',
  name: 'cluster',
  type: 'hadoop',
  brokers: [],
  properties: {},
  at,
};

/** Codes of what the rule finds; the connector is the plugin alone, on both sides. */
function found(
  rule: PipelineRule,
  changes: { source?: Partial<SourceNode>; sink?: Partial<SinkNode>; settings?: Partial<SettingsNode> },
  engine: 'flinkx' | 'chunjun' = 'flinkx',
): string[] {
  const side = { [engine]: pluginSide(WRITER) };
  const spec: ConnectorSpec = {
    name: 'files',
    title: 'Files',
    description: 'Files of a test.',
    datasourceTypes: [],
    datasourceRequired: false,
    datasourceFields: {},
    source: changes.source === undefined ? {} : side,
    sink: changes.sink === undefined ? {} : side,
  };
  const base = pipelineNode(engine);
  if (base.work.kind !== 'movement') throw new Error('the node of tests is a movement');
  const node: PipelineNode = {
    ...base,
    settings: { ...base.settings, ...changes.settings },
    work: {
      ...base.work,
      source: { ...base.work.source, ...changes.source, connector: 'files' },
      sink: { ...base.work.sink, ...changes.sink, connector: 'files' },
    },
  };
  const findings = rule.check(node, { spec: () => spec, connectorNames: ['files'] });
  return [...findings].map(({ code }) => code);
}

describe('a format', () => {
  test('that the plugin has, with a compression for it, is fine', () => {
    expect(found(fileFormat, { sink: { file: { type: 'csv', delimiter: ',', compression: 'gzip' } } })).toEqual([]);
  });

  test('that it does not have, a part that it ignores and another compression are errors', () => {
    expect(found(fileFormat, { sink: { file: { type: 'parquet' } } })).toEqual(['SL0641']);
    expect(found(fileFormat, { sink: { file: { type: 'csv', header: true } } })).toEqual(['SL0641']);
    expect(found(fileFormat, { sink: { file: { type: 'orc', compression: 'gzip' } } })).toEqual(['SL0644']);
  });

  test('whose delimiter is an escape is a warning, and the character is none', () => {
    expect(found(escapedDelimiter, { sink: { file: { type: 'csv', delimiter: '\\u0001' } } })).toEqual(['SL0643']);
    expect(found(escapedDelimiter, { sink: { file: { type: 'csv', delimiter: '\u0001' } } })).toEqual([]);
  });

  test('ORC wants the place of each column that it reads', () => {
    const columns = (index?: number): Partial<SourceNode> => ({
      file: { type: 'orc' },
      columns: [{ kind: 'column', name: 'id', ...(index === undefined ? {} : { index }), at }],
    });
    expect(found(orcPlaces, { source: columns() })).toEqual(['SL0647']);
    expect(found(orcPlaces, { source: columns(0) })).toEqual([]);
  });
});

describe('a value', () => {
  test('begins as the plugin wants it, in the pipeline and in the cluster behind the datasource', () => {
    expect(found(valueBeginning, { sink: { path: '/data' } })).toEqual(['SL0640']);
    expect(found(valueBeginning, { sink: { path: 'hdfs://ns1/data' } })).toEqual([]);
    const hive = (defaultFS: string): Partial<SinkNode> => ({
      datasource: { ...CLUSTER, type: 'hive', hadoop: { ...CLUSTER, defaultFS } },
    });
    expect(found(valueBeginning, { sink: hive('viewfs://ns1') })).toEqual(['SL0640']);
    expect(found(valueBeginning, { sink: hive('hdfs://ns1') })).toEqual([]);
  });

  test('of a protocol is one that the plugin knows', () => {
    const by = (protocol: string): Partial<SinkNode> => ({ datasource: { ...CLUSTER, protocol } });
    expect(found(datasourceProtocol, { sink: by('ftps') })).toEqual(['SL0204']);
    expect(found(datasourceProtocol, { sink: by('sftp') })).toEqual([]);
  });

  test('of a partition is no value where the writer’s clock gives it', () => {
    expect(found(partitionByClock, { sink: { partition: 'pt=20260101' } })).toEqual(['SL0642']);
    expect(found(partitionByClock, { sink: { partition: 'pt' } })).toEqual([]);
  });
});

test('more channels than the plugin bears are an error, the reader’s too where it writes', () => {
  const settings = { parallelism: { source: 2, sink: 1 } };
  expect(found(maximumParallelism, { sink: {}, settings })).toEqual(['SL0646']);
  expect(found(maximumParallelism, { sink: {}, settings: { parallelism: { source: 1, sink: 1 } } })).toEqual([]);
});

describe('refused rows', () => {
  const dirty = (datasource: DatasourceNode): { settings: Partial<SettingsNode> } => ({
    settings: { dirty: { datasource, path: '/bad', at } },
  });

  test('are kept by FlinkX in HDFS alone', () => {
    const cluster = { ...CLUSTER, defaultFS: 'hdfs://ns1' };
    expect(found(dirtyRows, dirty(cluster))).toEqual([]);
    expect(found(dirtyRows, dirty({ ...CLUSTER, type: 'hive', hadoop: cluster }))).toEqual([]);
    expect(found(dirtyRows, dirty({ ...CLUSTER, type: 'ftp' }))).toEqual(['SL0609']);
  });

  test('are kept by ChunJun nowhere', () => {
    expect(found(dirtyRows, dirty({ ...CLUSTER, defaultFS: 'hdfs://ns1' }), 'chunjun')).toEqual(['SL0609']);
  });
});
