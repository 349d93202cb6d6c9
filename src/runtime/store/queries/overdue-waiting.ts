import type { RunRecord, Scope } from '../../ports/index.ts';
import type { Reader } from '../transaction.ts';
import { withAttempts } from './with-attempts.ts';

/** Waiting runs of a scope that somebody should have claimed by now, the longest overdue first. */
export async function overdueWaiting(
  db: Reader,
  { project, environment }: Scope,
  now: number,
  limit: number,
): Promise<readonly RunRecord[]> {
  const rows = await db
    .selectFrom('sluice_deadline as l')
    .innerJoin('sluice_run as r', 'r.id', 'l.run_id')
    .selectAll('r')
    .where('l.project', '=', project)
    .where('l.environment', '=', environment)
    .where('l.start_by', '<=', now)
    .where('r.state', '=', 'waiting')
    .orderBy('l.start_by')
    .limit(limit)
    .execute();
  return withAttempts(db, rows);
}
