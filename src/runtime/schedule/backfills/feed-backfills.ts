import type { BackfillStep } from '../../ports/index.ts';
import { isOvertaken } from '../record-fire.ts';
import type { Look } from '../scheduler-context.ts';
import { lookAtBackfill } from './look-at-backfill.ts';

/** Hands out fires of the backfills of the scope, and notes what became of those that it has. Returns whether anything was written. */
export async function feedBackfills(look: Look): Promise<boolean> {
  const { store, scope, log } = look.deps;
  let isWritten = false;
  for (const backfill of await store.openBackfills(scope)) {
    const { step } = await lookAtBackfill(store, backfill, look.now);
    if (step === undefined || !(await write(look, step))) continue;
    isWritten = true;
    const fields = { backfill: backfill.id, pipeline: backfill.pipeline, runs: step.feed.length + step.again.length };
    if (fields.runs > 0) log.info('backfill handed out runs', fields);
    if (step.state !== backfill.state && step.state !== 'running')
      log.info(`backfill ${step.state}`, { ...fields, reason: step.reason?.message });
  }
  return isWritten;
}

type Undone = Omit<BackfillStep, 'feed'> & { readonly feed: readonly { fireTime: number; previousFireTime: number }[] };

async function write(look: Look, step: Undone): Promise<boolean> {
  const { store, clock, random, executors } = look.deps;
  const now = clock.now();
  const feed = step.feed.map((fire) => ({ ...fire, runId: random.id(now) }));
  try {
    const isWritten = await store.feedBackfill(look.fence, { ...step, feed }, now);
    if (isWritten && feed.length + step.again.length > 0) executors.wake();
    return isWritten;
  } catch (thrown) {
    if (isOvertaken(thrown)) return false;
    throw thrown;
  }
}
