import type { Connector } from '../connector.ts';
import { chunjun } from './chunjun.ts';
import { flinkSql } from './flink-sql.ts';
import { flinkx } from './flinkx.ts';
import { spec } from './spec.ts';

export const connector: Connector = { spec, flinkx, chunjun, 'flink-sql': flinkSql };
