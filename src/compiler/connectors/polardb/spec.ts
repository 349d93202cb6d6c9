import type { JdbcAddress } from '../../connector/index.ts';
import { STREAMED, type JdbcDatabase } from '../jdbc-family/jdbc-database.ts';
import { jdbcSpec } from '../jdbc-family/jdbc-spec.ts';

const ADDRESS: JdbcAddress = {
  scheme: 'jdbc:mysql:',
  aliases: ['jdbc:polardb:', 'jdbc:mariadb:'],
  defaultPort: '3306',
};

/** FlinkX 1.11 `PolardbDatabaseMeta`, which is MySQL’s with another driver. */
const ON_FLINKX: JdbcDatabase = {
  plugin: 'polardb',
  address: ADDRESS,
  typeWords: 'mysql',
  modes: ['append', 'upsert', 'replace'],
  fetchSize: STREAMED,
};

export const spec = jdbcSpec({
  name: 'polardb',
  title: 'PolarDB for MySQL',
  description: 'Tables of PolarDB for MySQL, by MySQL’s driver. FlinkX alone has it; on ChunJun use `mysql`.',
  datasourceTypes: ['polardb'],
  flinkx: ON_FLINKX,
});
