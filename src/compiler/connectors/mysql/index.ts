import type { Connector } from '../connector.ts';
import { jdbcConnector } from '../jdbc-family/jdbc-connector.ts';
import { MYSQL } from './family.ts';
import { flinkSql } from './flink-sql.ts';
import { local } from './local.ts';
import { spec } from './spec.ts';

export const connector: Connector = { ...jdbcConnector(spec, MYSQL), 'flink-sql': flinkSql, local };
