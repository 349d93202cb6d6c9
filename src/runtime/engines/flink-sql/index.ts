export { createFlinkSqlEngine, type FlinkSqlEngineOptions } from './create-flink-sql-engine.ts';
