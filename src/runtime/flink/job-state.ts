/** Job states of Flink 1.11 to 2.3. */
export const FLINK_JOB_STATES = [
  'INITIALIZING',
  'CREATED',
  'RUNNING',
  'FAILING',
  'FAILED',
  'CANCELLING',
  'CANCELED',
  'FINISHED',
  'RESTARTING',
  'SUSPENDED',
  'RECONCILING',
] as const;
export type FlinkJobState = (typeof FLINK_JOB_STATES)[number];

/** Type guard for a state name of the REST API. */
export function isFlinkJobState(name: string): name is FlinkJobState {
  return FLINK_JOB_STATES.some((state) => state === name);
}

/** True when the job has ended for good. SUSPENDED is not: a new leader may revive it. */
export function isGloballyTerminal(state: FlinkJobState): boolean {
  return state === 'FINISHED' || state === 'FAILED' || state === 'CANCELED';
}
