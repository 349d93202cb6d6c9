import type { RunRecord } from '../../ports/index.ts';
import type { Reader } from '../transaction.ts';
import { withAttempts } from './with-attempts.ts';

/** A run with its attempts. */
export async function getRun(db: Reader, id: string): Promise<RunRecord | undefined> {
  const rows = await db.selectFrom('sluice_run').selectAll().where('id', '=', id).execute();
  return (await withAttempts(db, rows))[0];
}
