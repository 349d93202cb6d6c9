import { OperatingError } from '../errors.ts';
import type { BackfillRecord, BackfillStore, Scope } from '../ports/index.ts';

/** A backfill of this environment. Throws NOT_FOUND. */
export async function findBackfill(
  store: Pick<BackfillStore, 'getBackfill'>,
  { project, environment }: Scope,
  id: string,
): Promise<BackfillRecord> {
  const found = await store.getBackfill(id);
  if (found?.project === project && found.environment === environment) return found;
  throw new OperatingError('NOT_FOUND', `there is no backfill ${id}`, {
    retryable: false,
    help: '`sluice backfill list` shows those that there are',
  });
}
