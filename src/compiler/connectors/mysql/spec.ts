import { pluginSide, type ConnectorSpec } from '../../connector/index.ts';
import {
  chunjunReader,
  chunjunWriter,
  flinkxReader,
  flinkxWriter,
  INTEGERS_AND_TIMES,
  STREAMED,
  type JdbcDatabase,
} from '../jdbc-family/jdbc-database.ts';
import { FLINK_SQL_SCAN_OPTIONS, FLINK_SQL_SINK_OPTIONS } from '../jdbc-family/jdbc-options.ts';
import { encryptedBy } from './encrypted-by.ts';
import { MYSQL_URL } from './family.ts';

/** FlinkX 1.11 `MySqlDatabaseMeta`, ChunJun 1.16 `MysqlDialect`; there the names of TiDB lead here too. */
const MYSQL_PLUGIN: JdbcDatabase = {
  plugin: 'mysql',
  address: MYSQL_URL,
  typeWords: 'mysql',
  modes: ['append', 'upsert', 'replace'],
  fetchSize: STREAMED,
  otherNames: ['tidb'],
};

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
  comparable: {
    sums: ['int8', 'int16', 'int32', 'int64', 'decimal'],
    bounds: ['int8', 'int16', 'int32', 'int64', 'decimal', 'date', 'timestamp', 'timestamptz'],
    encryptedBy,
  },
  source: {
    flinkx: pluginSide(flinkxReader(MYSQL_PLUGIN)),
    chunjun: pluginSide(chunjunReader(MYSQL_PLUGIN)),
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
    flinkx: pluginSide(flinkxWriter(MYSQL_PLUGIN)),
    chunjun: pluginSide(chunjunWriter(MYSQL_PLUGIN)),
    'flink-sql': {
      fields: ['table', 'columns', 'mode', 'key'],
      options: FLINK_SQL_SINK_OPTIONS,
      modes: ['append', 'upsert'],
    },
    local: { fields: WRITER_FIELDS, options: {}, modes: ['append', 'upsert', 'replace', 'overwrite'] },
  },
};
