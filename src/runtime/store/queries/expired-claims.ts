import type { RunRecord, Scope } from '../../ports/index.ts';
import type { RunTable } from '../schema.ts';
import type { Reader } from '../transaction.ts';
import { HELD_STATES } from './held-states.ts';
import { withAttempts } from './with-attempts.ts';

/** Runs of a scope whose executor has let its claim pass, the longest gone first. */
export async function expiredClaims(
  db: Reader,
  { project, environment }: Scope,
  now: number,
  limit: number,
): Promise<readonly RunRecord[]> {
  const rows: readonly RunTable[] = await db
    .selectFrom('sluice_run')
    .selectAll()
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('state', 'in', HELD_STATES)
    .where('claimed_until', '<=', now)
    .orderBy('claimed_until')
    .limit(limit)
    .execute();
  return withAttempts(db, rows);
}
