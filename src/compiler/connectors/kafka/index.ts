import type { Connector } from '../connector.ts';
import { flinkSql } from './flink-sql.ts';
import { spec } from './spec.ts';
import { kafkaEmitter } from './sync.ts';

export const connector: Connector = {
  spec,
  flinkx: kafkaEmitter(spec, 'flinkx'),
  chunjun: kafkaEmitter(spec, 'chunjun'),
  'flink-sql': flinkSql,
};
