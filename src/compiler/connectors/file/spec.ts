import type { ConnectorSpec } from '../../connector/index.ts';

export const spec: ConnectorSpec = {
  name: 'file',
  title: 'Files',
  description:
    'CSV, JSON, JSON Lines and Parquet files, relative to the project or to the datasource’s `path`. The format is the name’s ending unless `file.type` says otherwise.',
  datasourceTypes: ['file'],
  datasourceRequired: false,
  datasourceFields: { local: ['path'] },
  source: {
    local: {
      fields: ['path', 'file', 'columns', 'query', 'where', 'incremental'],
      options: {},
      incrementalTypes: ['int8', 'int16', 'int32', 'int64', 'decimal', 'string', 'date', 'timestamp', 'timestamptz'],
    },
  },
  sink: { local: { fields: ['path', 'file', 'columns', 'mode'], options: {}, modes: ['append', 'overwrite'] } },
};
