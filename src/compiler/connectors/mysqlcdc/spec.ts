import { pluginConnectorSpec, type PluginSpec } from '../../connector/index.ts';
import { PASSWORD, TYPED_COLUMNS, USERNAME } from '../store-parameters.ts';

/**
 * ChunJun 1.16, `MysqlCdcConfig`: Debezium as flink-cdc 1.3.0 carries it. Without a port it would connect
 * to port 0. It copies the tables as they are first and then follows their changes; a job cannot say where
 * to begin. The columns are those of one table, so that several tables need to look alike.
 */
const READER: PluginSpec = {
  name: 'mysqlcdcreader',
  aliases: ['mysqlcdcsource'],
  endless: true,
  maximumParallelism: 1,
  startsAt: ['earliest'],
  typeWords: 'mysql',
  parameters: {
    host: { type: 'string', description: 'Server.', carries: 'datasource.host', required: true },
    port: { type: 'integer', description: 'Port of the server.', carries: 'datasource.port', printed: 3306 },
    username: { ...USERNAME, required: true },
    password: { ...PASSWORD, required: true },
    databaseList: {
      type: 'string-list',
      description: 'Databases, each a pattern.',
      carries: 'datasource.database',
      required: true,
    },
    tableList: {
      type: 'string-list',
      description: 'Tables as database.table, each a pattern.',
      carries: 'table',
      patterns: true,
      qualified: true,
      required: true,
    },
    serverId: {
      type: 'integer',
      description: 'Server id of the reader, unlike any other of the cluster.',
      required: true,
      minimum: 1,
    },
    column: TYPED_COLUMNS,
  },
};

export const spec = pluginConnectorSpec({
  name: 'mysqlcdc',
  title: 'MySQL CDC (Debezium)',
  description:
    'Rows of MySQL and MariaDB tables and then their changes, with columns that are listed. `serverId` has to be given.',
  datasourceTypes: ['mysql', 'mariadb'],
  reader: { chunjun: READER },
  writer: {},
});
