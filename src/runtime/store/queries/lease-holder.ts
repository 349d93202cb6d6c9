import type { Reader } from '../transaction.ts';

/** Who holds a lease at this moment; undefined when its time has passed. */
export async function leaseHolder(db: Reader, name: string, now: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('sluice_lease')
    .select('holder')
    .where('name', '=', name)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row?.holder ?? undefined;
}
