import type { Reader } from '../transaction.ts';

/** The newest fence given out of each; a name that had none is left out. */
export async function currentFences(db: Reader, names: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (names.length === 0) return new Map();
  const rows = await db.selectFrom('sluice_lease').select(['name', 'fence']).where('name', 'in', names).execute();
  return new Map(rows.map(({ name, fence }) => [name, fence]));
}
