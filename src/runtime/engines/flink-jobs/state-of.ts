import type { FlinkJobDetail, FlinkJobState } from '../../flink/index.ts';

/** What the end of a Flink job means; undefined while it has not ended. */
export function endOf(state: FlinkJobState): 'succeeded' | 'failed' | 'cancelled' | undefined {
  switch (state) {
    case 'FINISHED':
      return 'succeeded';
    case 'FAILED':
      return 'failed';
    case 'CANCELED':
      return 'cancelled';
    default:
      return undefined;
  }
}

/** What the state of a Flink job means for its run. */
export function stateOf(job: FlinkJobDetail): 'starting' | 'running' | 'succeeded' | 'failed' | 'cancelled' {
  switch (job.state) {
    case 'INITIALIZING':
    case 'CREATED':
    case 'RECONCILING':
      return 'starting';
    case 'RUNNING':
      // RUNNING only says that it is scheduled: without free slots nothing happens.
      return job.vertices.some((vertex) => vertex.state === 'RUNNING' || vertex.state === 'FINISHED')
        ? 'running'
        : 'starting';
    default:
      return endOf(job.state) ?? 'running';
  }
}
