import type { Scope } from '../../ports/index.ts';
import type { Reader } from '../transaction.ts';

/** What a run is of; undefined = there is no such run. */
export async function scopeOfRun(db: Reader, runId: string): Promise<Scope | undefined> {
  return db.selectFrom('sluice_run').select(['project', 'environment']).where('id', '=', runId).executeTakeFirst();
}
