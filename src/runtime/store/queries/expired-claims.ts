import { sql, type SelectQueryBuilder } from 'kysely';
import type { Adopter, RunRecord, Scope } from '../../ports/index.ts';
import type { RunTable, StoreSchema } from '../schema.ts';
import type { Reader } from '../transaction.ts';
import { hasLabels } from './has-labels.ts';
import { HELD_STATES } from './held-states.ts';
import { withAttempts } from './with-attempts.ts';

/**
 * Runs of a scope whose executor has let its claim pass, the longest gone first; of those alone that whoever asks can do something
 * about, where that is said: others would keep them from it for good, which are as old and wait for somebody else.
 */
export async function expiredClaims(
  db: Reader,
  { project, environment }: Scope,
  now: number,
  limit: number,
  adopter?: Adopter,
): Promise<readonly RunRecord[]> {
  const expired = db
    .selectFrom('sluice_run')
    .selectAll()
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('state', 'in', HELD_STATES)
    .where('claimed_until', '<=', now)
    .orderBy('claimed_until')
    .limit(limit);
  const rows: readonly RunTable[] = await (adopter === undefined ? expired : adoptable(expired, adopter)).execute();
  return withAttempts(db, rows);
}

/** A job that goes on is followed by those alone who have its labels; what died with its executor, or never began, is ended by anybody. */
function adoptable<Query extends SelectQueryBuilder<StoreSchema, 'sluice_run', RunTable>>(
  expired: Query,
  { engineTypes, outliving, labels }: Adopter,
) {
  return expired
    .where('engine_type', 'in', engineTypes)
    .where((expression) =>
      expression.or([
        hasLabels(labels),
        expression('state', '=', 'claimed'),
        ...(outliving.length === 0 ? [sql<boolean>`1 = 1`] : [expression('engine_type', 'not in', outliving)]),
      ]),
    );
}
