import { OperatingError } from '../errors.ts';
import { refuseLongReason } from '../long-reason.ts';
import type { BackfillChange, ChangedBackfill, Scope } from '../ports/index.ts';
import { findBackfill } from './find-backfill.ts';
import type { BackfillDependencies } from './plan-backfill.ts';

/** What a person wants of a backfill. */
export type BackfillChangeRequest = BackfillChange;

/**
 * Pauses, resumes or cancels a backfill. Throws NOT_FOUND, and STORE_CONFLICT where it is over, or is resumed beside another that has
 * a part of its range; INVALID_REQUEST for a reason that is too long.
 */
export async function changeBackfill(
  { store, clock }: Pick<BackfillDependencies, 'store' | 'clock'>,
  scope: Scope,
  id: string,
  change: BackfillChangeRequest,
): Promise<ChangedBackfill> {
  refuseLongReason(change.why);
  const { state } = await findBackfill(store, scope, id);
  const changed = await store.changeBackfill(id, change, clock.now());
  if (changed !== undefined && changed.outcome !== 'refused') return changed;
  throw new OperatingError(
    'STORE_CONFLICT',
    `backfill ${id} is ${changed?.backfill.state ?? state}; it cannot be made to ${change.to}`,
    {
      retryable: false,
      help: `\`sluice backfill show ${id}\` shows what became of it`,
    },
  );
}
