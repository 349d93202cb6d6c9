import { deployedFreezes } from './awaited-fires.ts';
import { putOffHeld } from './held-deadlines.ts';
import { OVERDUE_REASON } from './reasons.ts';
import type { Look } from './scheduler-context.ts';

/** Deadlines looked at in one transaction. */
const BATCH = 200;

/** Ends runs that nobody has claimed in time, but for those that a freeze holds; returns whether any were, or may still be behind them. */
export async function endOverdue(look: Look): Promise<boolean> {
  const { store, scope, log } = look.deps;
  // Putting some off brings others to the front, of which nobody has seen yet whether a freeze holds them.
  const examined = await spareHeld(look);
  const { ended, looked } = await store.endOverdue(look.fence, scope, OVERDUE_REASON, look.now, BATCH, examined);
  for (const run of ended) {
    log.warn('run skipped, not started in time', { pipeline: run.pipeline, run: run.id, from: run.state });
  }
  return ended.length > 0 || looked === BATCH || examined.length === BATCH;
}

/** What waits is the only thing that a freeze holds once it is on record; returns the ids of the overdue ones that it was looked at for. */
async function spareHeld(look: Look): Promise<readonly string[]> {
  const { store, scope } = look.deps;
  const overdue = await store.overdueWaiting(scope, look.now, BATCH);
  const deployments = await store.deploymentsNamed(
    scope,
    overdue.map((run) => run.pipeline),
  );
  for (const run of overdue) {
    const artefact = await look.artefact(run.artefactDigest);
    if (artefact === undefined) continue;
    const deployment = deployments.find(({ pipeline }) => pipeline === run.pipeline);
    const freezes = await deployedFreezes(look, artefact, deployment);
    await putOffHeld(look, [{ run, pipeline: artefact.pipeline, freezes }]);
  }
  return overdue.map(({ id }) => id);
}
