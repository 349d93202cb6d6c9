import type { BackfillCounts } from '../../../ports/index.ts';
import { chunks } from '../../chunks.ts';
import { readOptionalDocument } from '../../document.ts';
import type { BackfillTable } from '../../schema.ts';
import type { Reader } from '../../transaction.ts';

const CHUNK = 200;
const NONE: BackfillCounts = { open: 0, again: 0, succeeded: 0, failed: 0 };

/** How many fires of each backfill stand where, by its id: as its row remembers it, or counted where a build of before wrote the row. */
export async function countsOf(
  db: Reader,
  rows: readonly Pick<BackfillTable, 'id' | 'counts'>[],
): Promise<ReadonlyMap<string, BackfillCounts>> {
  const counts = new Map<string, BackfillCounts>();
  const uncounted: string[] = [];
  for (const { id, counts: remembered } of rows) {
    const known = readOptionalDocument<BackfillCounts>(remembered);
    if (known === undefined) uncounted.push(id);
    counts.set(id, known ?? NONE);
  }
  for (const part of chunks(uncounted, CHUNK)) {
    const found = await db
      .selectFrom('sluice_backfill_fire')
      .select(({ fn }) => ['backfill_id', 'standing', fn.countAll<number>().as('fires')])
      .where('backfill_id', 'in', part)
      .groupBy(['backfill_id', 'standing'])
      .execute();
    for (const { backfill_id: id, standing, fires } of found)
      counts.set(id, moved(counts.get(id) ?? NONE, undefined, standing, Number(fires)));
  }
  return counts;
}

/** The same of one. */
export async function countOf(db: Reader, row: Pick<BackfillTable, 'id' | 'counts'>): Promise<BackfillCounts> {
  return (await countsOf(db, [row])).get(row.id) ?? NONE;
}

/**
 * The counts after fires have gone from one standing to another.
 *
 * @param from Undefined = they were not handed out before.
 */
export function moved(counts: BackfillCounts, from: string | undefined, to: string, fires = 1): BackfillCounts {
  const left = from === undefined ? counts : { ...counts, [placeOf(from)]: counts[placeOf(from)] - fires };
  return { ...left, [placeOf(to)]: left[placeOf(to)] + fires };
}

/** Any other standing than these is the final state of a run that did not succeed. */
function placeOf(standing: string): keyof BackfillCounts {
  return standing === 'open' || standing === 'again' || standing === 'succeeded' ? standing : 'failed';
}
