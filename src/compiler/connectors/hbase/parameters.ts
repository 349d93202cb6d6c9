import type { ParameterSpec, PluginSpec } from '../../connector/index.ts';
import { TYPED_COLUMNS, WRITE_BATCH_1_16, type Parameters } from '../store-parameters.ts';

/** A column is `family:qualifier`, or `rowkey` in a reader. */
const COMMON: Parameters = {
  table: {
    type: 'string',
    description: 'Table, with its namespace where it has one.',
    carries: 'table',
    required: true,
  },
  hbaseConfig: {
    type: 'text-map',
    description: 'Settings of the client, as in hbase-site.xml; those of Kerberos too.',
    carries: 'datasource.propertiesOnHadoop',
    required: true,
    members: {
      'hbase.zookeeper.quorum': {
        type: 'string',
        description: 'Servers of ZooKeeper.',
        carries: 'datasource.hosts',
        separator: ',',
      },
    },
  },
  encoding: { type: 'string', description: 'Encoding of texts.', default: 'UTF-8' },
  column: TYPED_COLUMNS,
};

const START_ROWKEY: ParameterSpec = { type: 'string', description: 'First row key to read.', dynamic: true };
const END_ROWKEY: ParameterSpec = { type: 'string', description: 'Row key before which reading ends.', dynamic: true };
const IS_BINARY: ParameterSpec = {
  type: 'boolean',
  description: 'True where the two keys are written with `\\x` and two hexadecimal digits for a byte.',
};
const SCAN_CACHE_SIZE: ParameterSpec = {
  type: 'integer',
  description: 'Rows fetched at once.',
  minimum: 1,
  maximum: 1000,
};

const VERSION_COLUMN: ParameterSpec = {
  type: 'object',
  description: 'Where the version (time stamp) of the cells comes from; left out = the moment of writing.',
  members: {
    index: { type: 'integer', description: 'Place of the column that holds it, from 0.', minimum: 0 },
    value: { type: 'string', description: 'The same version for all, milliseconds since 1970.', dynamic: true },
  },
};
const ROWKEY_COLUMN: ParameterSpec = {
  type: 'string',
  description:
    'Row key as an expression: `$(cf:col)` is the value of a column, `md5(...)` its digest, anything else stands for itself.',
};
const NULL_MODE: ParameterSpec = {
  type: 'string',
  description: 'What becomes of an empty value: not written, or written as no bytes.',
  default: 'skip',
  values: ['skip', 'empty', 'SKIP', 'EMPTY'],
};
const WAL_FLAG: ParameterSpec = {
  type: 'boolean',
  description: 'Whether rows go through the write-ahead log; without it a server that fails loses them.',
  default: false,
};
const WRITE_BUFFER_SIZE: ParameterSpec = {
  type: 'integer',
  effect: 'resource',
  description: 'Bytes of the buffer of writes.',
  minimum: 0,
};

/** 1.11 `HbaseOutputFormat`, 1.16 `HBaseSyncConverter`: a name without a family ends the job at the first row. */
const COLUMN_NAMES = {
  pattern: '^(?:[^:]+:.+|rowkey)$',
  otherwise: 'it fails on the first row: a column of HBase lies in a family',
  help: 'write `family:column`, as in `cf:name`, or `rowkey`',
};

/** FlinkX 1.11, `HbaseReader` (`Hbase2Reader` reads the same keys). `range` without `isBinaryRowkey` is a failure. */
export function hbaseReader1_11(name: string): PluginSpec {
  return {
    name,
    columnNames: COLUMN_NAMES,
    typeWords: 'hbase-1.11',
    restores: false,
    parameters: {
      ...COMMON,
      range: {
        type: 'object',
        description: 'Part of the table by row keys.',
        members: {
          startRowkey: START_ROWKEY,
          endRowkey: END_ROWKEY,
          isBinaryRowkey: { ...IS_BINARY, required: true },
        },
      },
      scanCacheSize: { ...SCAN_CACHE_SIZE, default: 256 },
    },
  };
}

/** FlinkX 1.11, `HbaseWriter` (`Hbase2Writer` reads the same keys); it writes one row at a time. */
export function hbaseWriter1_11(name: string): PluginSpec {
  return {
    name,
    columnNames: COLUMN_NAMES,
    typeWords: 'hbase-1.11',
    restores: false,
    modes: ['append', 'upsert'],
    ownKey: true,
    parameters: {
      ...COMMON,
      rowkeyColumn: { ...ROWKEY_COLUMN, required: true },
      versionColumn: VERSION_COLUMN,
      nullMode: NULL_MODE,
      walFlag: WAL_FLAG,
      writeBufferSize: { ...WRITE_BUFFER_SIZE, default: 8_388_608 },
    },
  };
}

/** ChunJun 1.16, `HBaseSourceFactoryBase` and `HBaseConfig`. */
export function hbaseReader1_16(name: string, aliases: readonly string[]): PluginSpec {
  return {
    name,
    columnNames: COLUMN_NAMES,
    aliases,
    parameters: {
      ...COMMON,
      range: {
        type: 'object',
        description: 'Part of the table by row keys.',
        members: { startRowkey: START_ROWKEY, endRowkey: END_ROWKEY, isBinaryRowkey: { ...IS_BINARY, default: false } },
      },
      startRowkey: { ...START_ROWKEY, description: 'The same as in `range`.' },
      endRowkey: { ...END_ROWKEY, description: 'The same as in `range`.' },
      isBinaryRowkey: { ...IS_BINARY, description: 'The same as in `range`.', default: false },
      scanCacheSize: { ...SCAN_CACHE_SIZE, default: 1000 },
      scanBatchSize: {
        type: 'integer',
        effect: 'resource',
        description: 'Columns fetched at once; -1 = all.',
        default: -1,
        minimum: -1,
      },
      maxVersion: { type: 'integer', description: 'Versions of a cell that are read.', minimum: 1 },
      mode: { type: 'string', description: 'How versions are read.', default: 'normal' },
      nullStringLiteral: { type: 'string', description: 'Text that stands for no value.', default: 'null' },
    },
  };
}

/** ChunJun 1.16, `HBaseSinkFactoryBase` and `HBaseConfig`. */
export function hbaseWriter1_16(name: string, aliases: readonly string[]): PluginSpec {
  return {
    name,
    columnNames: COLUMN_NAMES,
    aliases,
    modes: ['append', 'upsert'],
    ownKey: true,
    needsOneOf: [['rowkeyColumn', 'rowkeyExpress']],
    parameters: {
      ...COMMON,
      rowkeyColumn: { ...ROWKEY_COLUMN, alsoTakes: ['object-list'] },
      rowkeyExpress: { ...ROWKEY_COLUMN, description: 'The same as `rowkeyColumn`.' },
      versionColumn: VERSION_COLUMN,
      versionColumnIndex: { type: 'integer', description: 'The same as `index` of `versionColumn`.', minimum: 0 },
      versionColumnValue: { type: 'string', description: 'The same as `value` of `versionColumn`.', dynamic: true },
      nullMode: NULL_MODE,
      walFlag: WAL_FLAG,
      writeBufferSize: { ...WRITE_BUFFER_SIZE, default: 0 },
      ttl: { type: 'integer', description: 'Milliseconds for which a cell is kept.', minimum: 0 },
      ...WRITE_BATCH_1_16,
    },
  };
}
