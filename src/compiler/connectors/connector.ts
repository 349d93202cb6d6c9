import type { ConnectorSpec } from '../connector/index.ts';
import type { ChunjunEmitter, FlinkSqlEmitter, FlinkxEmitter, LocalEmitter } from '../targets/index.ts';

/** A connector whole: its declaration, and one small emitter for each target that has it. */
export interface Connector {
  readonly spec: ConnectorSpec;
  readonly flinkx?: FlinkxEmitter;
  readonly chunjun?: ChunjunEmitter;
  readonly 'flink-sql'?: FlinkSqlEmitter;
  readonly local?: LocalEmitter;
}
