import { RESTORE_WINDOW_MS, type CompilationOutcome } from '../../compiler/index.ts';
import type { RuntimeMetrics } from '../observe/index.ts';
import type { Clock, Condition, Deployment, Log, Store, Scope } from '../ports/index.ts';
import { heldConditions, stillRestored } from './held-deletes.ts';
import type { PlannedChanges } from './plan-changes.ts';
import { recordConditions } from './record-conditions.ts';
import { namesAsFields } from './source-report.ts';

export interface RecordDeletesDependencies {
  readonly store: Pick<Store, 'setConditions' | 'purgeDeleted'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<RuntimeMetrics, 'conditions'>;
}

/** What a reconciliation has seen. */
export interface SeenDeletes {
  readonly place: Scope;
  readonly compilation: CompilationOutcome;
  readonly planned: PlannedChanges;
  readonly deployments: readonly Deployment[];
  readonly conditions: readonly Condition[];
}

/** So many are taken off the record in one transaction. */
const PURGED_AT_ONCE = 500;

/** Puts on record which deletes are held and what a person has restored, and purges what can be restored no more. */
export async function recordDeletes(
  { store, clock, log, metrics }: RecordDeletesDependencies,
  fence: number,
  { place, compilation, planned: { held, gone }, deployments, conditions }: SeenDeletes,
): Promise<void> {
  const now = clock.now();
  const found = heldConditions(held, gone, compilation.policies, deployments, conditions);
  metrics.conditions('delete-held', found.length);
  await recordConditions(store, fence, place, { type: 'delete-held', found, recorded: conditions, now });
  // as long as nobody can tell what the desired state has, nothing that was restored is let go
  if (compilation.project === undefined) return;
  const restored = stillRestored(compilation, deployments, conditions);
  metrics.conditions('restored', restored.length);
  await recordConditions(store, fence, place, { type: 'restored', found: restored, recorded: conditions, now });
  const before = now - (compilation.policies.restoreWindowMs ?? RESTORE_WINDOW_MS);
  if (!deployments.some(({ state, appliedAt }) => state === 'deleted' && appliedAt < before)) return;
  for (let purged = PURGED_AT_ONCE; purged === PURGED_AT_ONCE;) {
    const names = await store.purgeDeleted(fence, place, before, PURGED_AT_ONCE, now);
    purged = names.length;
    if (purged > 0) log.info('can be restored no more', namesAsFields(names));
  }
}
