import { toOperatingError } from '../../errors.ts';
import type { BackfillRecord, BackfillStep } from '../../ports/index.ts';
import { isOvertaken } from '../record-fire.ts';
import type { Look } from '../scheduler-context.ts';
import type { NextFire } from './backfill-source.ts';
import { lookAtBackfill } from './look-at-backfill.ts';

/** Backfills of which the last look has failed, by their ids, with what was logged of each. */
export type FailingBackfills = Map<string, string>;

/**
 * Hands out fires of the backfills of the scope, and notes what became of those that it has. Returns whether anything was written.
 * One that cannot be looked at keeps neither the others nor the schedule from going on, and is logged once.
 */
export async function feedBackfills(look: Look, failing: FailingBackfills): Promise<boolean> {
  const { store, scope, log } = look.deps;
  const backfills = await store.openBackfills(scope);
  const open = new Set(backfills.map(({ id }) => id));
  for (const id of failing.keys()) if (!open.has(id)) failing.delete(id);
  let isWritten = false;
  for (const backfill of backfills) {
    try {
      if (await feedOne(look, backfill)) isWritten = true;
      failing.delete(backfill.id);
    } catch (thrown) {
      const { code, message, retryable } = toOperatingError(thrown);
      // Of the whole store or of this process's lead: the next backfill would meet the same.
      if (retryable || code === 'STORE_FENCED') throw thrown;
      if (failing.get(backfill.id) === message) continue;
      failing.set(backfill.id, message);
      log.error('a backfill cannot go on, trying again at each look', {
        backfill: backfill.id,
        pipeline: backfill.pipeline,
        code,
        message,
      });
    }
  }
  return isWritten;
}

async function feedOne(look: Look, backfill: BackfillRecord): Promise<boolean> {
  const { store, log } = look.deps;
  const { step } = await lookAtBackfill(store, backfill, look.now);
  if (step === undefined || !(await write(look, step))) return false;
  const fields = { backfill: backfill.id, pipeline: backfill.pipeline, runs: step.feed.length + step.again.length };
  if (fields.runs > 0) log.info('backfill handed out runs', fields);
  if (step.state !== backfill.state && step.state !== 'running')
    log.info(`backfill ${step.state}`, { ...fields, reason: step.reason?.message });
  return true;
}

type Undone = Omit<BackfillStep, 'feed'> & { readonly feed: readonly NextFire[] };

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
