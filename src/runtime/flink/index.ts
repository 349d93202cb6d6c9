export { createFlinkRest, type ClusterOverview, type FlinkRest } from './flink-rest.ts';
export type { Fetch } from './http-json.ts';
export type { JarRun } from './jars.ts';
export { lastCause, shortCause } from './java-stack.ts';
export type { FlinkJobDetail, FlinkJobSummary, FlinkVertex } from './job-detail.ts';
export { type FlinkJobState, isGloballyTerminal } from './job-state.ts';
export type { SavepointEnd } from './savepoint.ts';
export { createSqlGateway, type SqlGateway, type SqlSession } from './sql-gateway.ts';
export type { StatementResult } from './statement-result.ts';
