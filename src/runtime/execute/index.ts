export { createExecutor, type Executor } from './executor.ts';
export { CLAIM_TTL_MS, type ExecutorDependencies } from './executor-context.ts';
