import { OperatingError } from '../../errors.ts';
import { type FlinkJobSummary, type FlinkRest, isGloballyTerminal } from '../../flink/index.ts';
import type { Clock } from '../../ports/index.ts';
import { readJobName } from '../flink-jobs/index.ts';

/** Two close delays of 20 s, and a little. */
const LONGEST_MS = 90_000;
const LOOK_EVERY_MS = 1_000;

/**
 * Ends what an earlier attempt of the same run left alive: its submission had no clear answer, and the job appeared
 * after nobody waited for it any more. Two live jobs of one run would write every row twice.
 */
export async function endEarlierAttempts(rest: FlinkRest, clock: Clock, runId: string, attempt: number): Promise<void> {
  const deadline = clock.monotonic() + LONGEST_MS;
  const asked = new Set<string>();
  for (;;) {
    const live = (await rest.jobs()).filter((job) => isEarlier(job, runId, attempt));
    if (live.length === 0) return;
    for (const { id } of live) {
      if (!asked.has(id)) await rest.cancel(id);
      asked.add(id);
    }
    if (clock.monotonic() >= deadline) {
      throw new OperatingError('ENGINE_REFUSED', 'The job of an earlier attempt of this run does not end', {
        retryable: true,
        help: 'Look at the job on the cluster and cancel it there.',
      });
    }
    await clock.sleep(LOOK_EVERY_MS);
  }
}

function isEarlier({ name, state }: FlinkJobSummary, runId: string, attempt: number): boolean {
  const run = readJobName(name)?.run;
  return run?.id === runId && run.attempt < attempt && !isGloballyTerminal(state);
}
