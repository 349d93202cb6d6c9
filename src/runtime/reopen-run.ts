import { OperatingError } from './errors.ts';
import type { ReopenRequest, RunRecord, Store } from './ports/index.ts';

/**
 * Reopens a run that is over, for whoever executes to take it from there. Throws NOT_FOUND, and
 * STORE_CONFLICT for a run that is not over, or has succeeded and is not to run `again`.
 */
export async function reopenRun(store: Store, runId: string, request: ReopenRequest, now: number): Promise<RunRecord> {
  const answer = await store.reopenRun(runId, request, now);
  if (answer === undefined) throw new OperatingError('NOT_FOUND', `there is no run ${runId}`, { retryable: false });
  const { run, reopened } = answer;
  if (reopened) return run;
  if (run.state === 'succeeded') {
    throw new OperatingError('STORE_CONFLICT', ranAlready(run), {
      retryable: false,
      help: 'send `"again": true` to run it once more (on the page: "Run again" beside the run), or `"fireAt"` for another fire',
      fields: { run: run.id },
    });
  }
  throw new OperatingError('STORE_CONFLICT', `run ${run.id} is not over: ${run.state}`, {
    retryable: false,
    help: 'wait for its end, or cancel it first',
  });
}

/** Why a fire whose run has succeeded is left alone, in words. */
export function ranAlready(run: RunRecord): string {
  return `this fire has run already (run ${run.id}, succeeded at ${new Date(run.finishedAt ?? run.createdAt).toISOString()})`;
}
