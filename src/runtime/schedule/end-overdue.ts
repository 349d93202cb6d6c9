import { OVERDUE_REASON } from './reasons.ts';
import type { Look } from './scheduler-context.ts';

/** Deadlines looked at in one transaction. */
const BATCH = 200;

/** Ends runs that nobody has claimed in time; returns whether any were, or may still be behind them. */
export async function endOverdue(look: Look): Promise<boolean> {
  const { store, scope, log } = look.deps;
  const { ended, looked } = await store.endOverdue(look.fence, scope, OVERDUE_REASON, look.now, BATCH);
  for (const run of ended) {
    log.warn('run skipped, not started in time', { pipeline: run.pipeline, run: run.id, from: run.state });
  }
  return ended.length > 0 || looked === BATCH;
}
