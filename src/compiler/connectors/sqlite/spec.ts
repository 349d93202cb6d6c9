import type { ConnectorSpec } from '../../connector/index.ts';

export const spec: ConnectorSpec = {
  name: 'sqlite',
  title: 'SQLite',
  description: 'Tables of an SQLite file, named by the datasource’s `path`. A sink creates file and table.',
  datasourceTypes: ['sqlite'],
  datasourceRequired: true,
  datasourceFields: { local: ['path'] },
  // a sum of decimals is one of doubles there, and times are texts that others write otherwise
  comparable: { sums: ['int8', 'int16', 'int32', 'int64'], bounds: ['int8', 'int16', 'int32', 'int64', 'date'] },
  source: {
    local: {
      fields: ['table', 'query', 'columns', 'where', 'splitBy', 'incremental'],
      options: {},
      incrementalTypes: ['int8', 'int16', 'int32', 'int64', 'decimal', 'string', 'date', 'timestamp', 'timestamptz'],
    },
  },
  sink: {
    local: {
      fields: ['table', 'columns', 'mode', 'key', 'preSql', 'postSql'],
      options: {},
      modes: ['append', 'upsert', 'replace', 'overwrite'],
    },
  },
};
