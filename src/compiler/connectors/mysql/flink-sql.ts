import type { ColumnType, DatasourceNode } from '../../ir/index.ts';
import { flinkSqlType } from '../../targets/index.ts';
import { flinkSqlJdbc } from '../jdbc-family/flink-sql-jdbc.ts';
import { jdbcUrl } from '../../targets/index.ts';
import { MYSQL_URL } from './family.ts';

/**
 * MariaDB needs its own driver, since MySQL's cuts fractional seconds there without a word; and Flink's
 * dialect is found by `jdbc:mysql:`, which that driver takes only with `permitMysqlScheme`.
 */
export const flinkSql = flinkSqlJdbc({
  url: (datasource, context) =>
    jdbcUrl(datasource, MYSQL_URL, context, isMariadb(datasource) ? ['permitMysqlScheme'] : []),
  driver: (datasource) => (isMariadb(datasource) ? 'org.mariadb.jdbc.Driver' : 'com.mysql.cj.jdbc.Driver'),
  // Connector/J streams only with this one number; MariaDB's driver with any above 0.
  fetchSize: (datasource) => (isMariadb(datasource) ? '1000' : '-2147483648'),
  narrow,
  native: nativeType,
});

function isMariadb(datasource: DatasourceNode): boolean {
  return datasource.type === 'mariadb';
}

/** Flink's MySQL dialect has no time zones and at most 6 digits of a second. */
function narrow(type: ColumnType): string | undefined {
  if (type.name === 'timestamptz') return undefined;
  if (type.name === 'timestamp' && type.precision > 6) return undefined;
  return flinkSqlType(type);
}

const UNSIGNED: Readonly<Record<string, string>> = {
  tinyint: 'SMALLINT',
  smallint: 'INT',
  mediumint: 'INT',
  int: 'BIGINT',
  integer: 'BIGINT',
  bigint: 'DECIMAL(20, 0)',
};

/** MySQL's unsigned types as the next Flink type that holds all their values; others pass as they are. */
function nativeType(written: string): string {
  const unsigned = /^\s*([a-z]+)\s*(?:\(\d+\))?\s+unsigned\s*$/i.exec(written)?.[1]?.toLowerCase();
  return (unsigned === undefined ? undefined : UNSIGNED[unsigned]) ?? written;
}
