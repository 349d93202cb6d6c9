import type { ConnectorSpec } from '../../connector/index.ts';
import {
  CHUNJUN_READER_OPTIONS,
  CHUNJUN_WRITER_OPTIONS,
  FLINK_SQL_SCAN_OPTIONS,
  FLINK_SQL_SINK_OPTIONS,
  FLINKX_READER_OPTIONS,
  FLINKX_WRITER_OPTIONS,
} from '../jdbc-family/jdbc-options.ts';

/** Types whose position FlinkX and ChunJun report without loss: whole numbers and times. */
const INTEGERS_AND_TIMES = ['int8', 'int16', 'int32', 'int64', 'date', 'timestamp', 'timestamptz'];

const ADDRESS_FIELDS = ['host', 'port', 'database', 'url', 'username', 'password'] as const;
const JDBC_FIELDS = [...ADDRESS_FIELDS, 'properties'] as const;

const READER_FIELDS = ['table', 'query', 'columns', 'where', 'splitBy', 'incremental'] as const;
const WRITER_FIELDS = ['table', 'columns', 'mode', 'key', 'preSql', 'postSql'] as const;

export const spec: ConnectorSpec = {
  name: 'mysql',
  title: 'MySQL, MariaDB',
  description: 'Tables of MySQL and MariaDB (a type of its own, because its driver differs).',
  datasourceTypes: ['mysql', 'mariadb'],
  datasourceRequired: true,
  datasourceFields: { flinkx: JDBC_FIELDS, chunjun: JDBC_FIELDS, 'flink-sql': JDBC_FIELDS, local: ADDRESS_FIELDS },
  source: {
    flinkx: { fields: READER_FIELDS, options: FLINKX_READER_OPTIONS, incrementalTypes: INTEGERS_AND_TIMES },
    chunjun: { fields: READER_FIELDS, options: CHUNJUN_READER_OPTIONS, incrementalTypes: INTEGERS_AND_TIMES },
    'flink-sql': {
      fields: ['table', 'columns', 'where', 'splitBy', 'incremental'],
      options: FLINK_SQL_SCAN_OPTIONS,
      incrementalTypes: ['int8', 'int16', 'int32', 'int64', 'decimal', 'date', 'timestamp'],
    },
    local: {
      fields: READER_FIELDS,
      options: {},
      incrementalTypes: [...INTEGERS_AND_TIMES, 'decimal', 'string'],
    },
  },
  sink: {
    flinkx: { fields: WRITER_FIELDS, options: FLINKX_WRITER_OPTIONS, modes: ['append', 'upsert', 'replace'] },
    chunjun: { fields: WRITER_FIELDS, options: CHUNJUN_WRITER_OPTIONS, modes: ['append', 'upsert', 'replace'] },
    'flink-sql': {
      fields: ['table', 'columns', 'mode', 'key'],
      options: FLINK_SQL_SINK_OPTIONS,
      modes: ['append', 'upsert'],
    },
    local: { fields: WRITER_FIELDS, options: {}, modes: ['append', 'upsert', 'replace', 'overwrite'] },
  },
};
