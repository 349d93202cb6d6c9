import { sql } from 'kysely';
import type { Scope } from '../../ports/index.ts';
import type { Transaction } from '../transaction.ts';

/** Counts a nudge of an environment's source. */
export async function nudgeSource({ db, isDuplicate }: Transaction, { project, environment }: Scope): Promise<void> {
  const count = async (): Promise<boolean> => {
    const { numUpdatedRows } = await db
      .updateTable('sluice_nudge')
      .set({ times: sql<number>`times + 1` })
      .where('project', '=', project)
      .where('environment', '=', environment)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  };
  if (await count()) return;
  try {
    await db.insertInto('sluice_nudge').values({ project, environment, times: 1 }).execute();
  } catch (thrown) {
    // another process was the first at the same time
    if (!isDuplicate(thrown) || !(await count())) throw thrown;
  }
}
