import type { Deployment, RunRecord, SourceStatus } from '../../runtime/index.ts';

/** Whether what runs is what the repository says. */
export interface SyncStatus {
  readonly status: 'Synced' | 'OutOfSync' | 'Unknown';
  readonly reason: 'UP_TO_DATE' | 'APPLYING' | 'SOURCE_BROKEN' | 'SOURCE_UNREADABLE' | 'NOT_CHECKED' | 'DELETED';
}

/** Whether it does its work. */
export interface HealthStatus {
  readonly status: 'Healthy' | 'Progressing' | 'Suspended' | 'Degraded' | 'Missing' | 'Unknown';
  readonly reason:
    | 'LAST_RUN_SUCCEEDED'
    | 'LAST_RUN_FAILED'
    | 'FIRE_OVERDUE'
    | 'RUNNING'
    | 'RETRYING'
    | 'APPLYING'
    | 'NEVER_RAN'
    | 'SUSPENDED'
    | 'DELETED';
}

/** A fire this late counts as overdue: the scheduler is not doing its work. */
const OVERDUE_MS = 60_000;

/** Sync of a deployment, by what the reconciler last saw; `source` is undefined before it has looked. */
export function syncStatusOf(deployment: Deployment, source: SourceStatus | undefined): SyncStatus {
  if (source === undefined) return { status: 'Unknown', reason: 'NOT_CHECKED' };
  if (deployment.state === 'deleted') return { status: 'Synced', reason: 'DELETED' };
  if (deployment.observedGeneration < deployment.generation) return { status: 'OutOfSync', reason: 'APPLYING' };
  if (source.state === 'unreadable') return { status: 'Unknown', reason: 'SOURCE_UNREADABLE' };
  // One that compiled is what the files say; of any other, the files with errors may hide what it should be.
  if (source.state === 'broken' && source.compiled?.includes(deployment.pipeline) !== true) {
    return { status: 'Unknown', reason: 'SOURCE_BROKEN' };
  }
  return { status: 'Synced', reason: 'UP_TO_DATE' };
}

/** `runs` are the newest first. */
export function healthStatusOf(deployment: Deployment, runs: readonly RunRecord[], now: number): HealthStatus {
  if (deployment.state === 'deleted') return { status: 'Missing', reason: 'DELETED' };
  if (deployment.state === 'suspended') return { status: 'Suspended', reason: 'SUSPENDED' };
  const judged = runs.find((run) => run.state === 'succeeded' || run.state === 'failed' || run.state === 'timed-out');
  if (judged !== undefined && judged.state !== 'succeeded') return { status: 'Degraded', reason: 'LAST_RUN_FAILED' };
  if (runs.some((run) => run.state === 'retry-wait')) return { status: 'Degraded', reason: 'RETRYING' };
  if (deployment.nextFireTime !== undefined && deployment.nextFireTime < now - OVERDUE_MS) {
    return { status: 'Degraded', reason: 'FIRE_OVERDUE' };
  }
  if (runs.some((run) => run.state === 'running' || run.state === 'starting')) {
    return { status: 'Progressing', reason: 'RUNNING' };
  }
  if (deployment.observedGeneration < deployment.generation) return { status: 'Progressing', reason: 'APPLYING' };
  if (judged === undefined) return { status: 'Unknown', reason: 'NEVER_RAN' };
  return { status: 'Healthy', reason: 'LAST_RUN_SUCCEEDED' };
}
