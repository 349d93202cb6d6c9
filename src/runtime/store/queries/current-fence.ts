import type { Reader } from '../transaction.ts';

/** The newest fence given out, 0 when there was none. */
export async function currentFence(db: Reader, name: string): Promise<number> {
  const row = await db.selectFrom('sluice_lease').select('fence').where('name', '=', name).executeTakeFirst();
  return row?.fence ?? 0;
}
