import type { Connector } from '../connector.ts';
import { pluginConnector } from '../plugin-connector.ts';
import { flinkSql } from './flink-sql.ts';
import { spec } from './spec.ts';

export const connector: Connector = { ...pluginConnector(spec), 'flink-sql': flinkSql };
