import { memberOf, type Artefact } from '../../../compiler/index.ts';
import { type FlinkJobDetail, type FlinkRest, isGloballyTerminal } from '../../flink/index.ts';
import type { Observation } from '../../ports/index.ts';

/** Whether a run that begins at its first row once more adds rows that are there already. A stream goes on from its checkpoint. */
export function addsRows({ pipeline: { work, schedule } }: Artefact): boolean {
  const sink = memberOf(work, 'sink');
  return schedule.kind !== 'continuous' && sink !== undefined && (memberOf(sink, 'mode') ?? 'append') === 'append';
}

/**
 * Ends a job that a JobManager with high availability has begun again. Its counters are those of the second time alone,
 * so that its success would hide the rows that came twice; another attempt would bring them a third time.
 */
export async function endDoubled(rest: FlinkRest, job: FlinkJobDetail): Promise<Observation> {
  if (!isGloballyTerminal(job.state)) {
    await rest.cancel(job.id);
    return { state: 'running', metrics: {} };
  }
  return {
    state: 'failed',
    metrics: {},
    reason: {
      code: 'ENGINE_FAILED',
      message: 'A JobManager took over and began the job again at its first row: rows may be there twice',
      help: 'Look for doubled rows in the target before the next run, or write by a key (mode: upsert).',
      retryable: false,
    },
  };
}
