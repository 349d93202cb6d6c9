import type { Reader } from '../transaction.ts';

/** When the next clock comes, of any active deployment. */
export async function earliestFireTime(db: Reader): Promise<number | undefined> {
  const row = await db
    .selectFrom('sluice_deployment')
    .select('next_fire_time')
    .where('state', '=', 'active')
    .where('next_fire_time', 'is not', null)
    .orderBy('next_fire_time')
    .limit(1)
    .executeTakeFirst();
  return row?.next_fire_time ?? undefined;
}
