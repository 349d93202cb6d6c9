import { haveValuesInCommon } from '../../../../compiler/index.ts';
import { UNFINISHED_BACKFILL_STATES, type BackfillRecord, type BackfillWish } from '../../../ports/index.ts';
import type { BackfillTable } from '../../schema.ts';
import type { Reader } from '../../transaction.ts';
import { getArtefact } from '../get-artefact.ts';
import { rangeOf, withCounts } from './backfill-records.ts';

type Range = Pick<BackfillWish, 'id' | 'project' | 'environment' | 'pipeline' | 'from' | 'to' | 'values'>;

/**
 * The oldest unfinished backfill of the same pipeline, another than this, that has a part of its range; undefined = there is none.
 *
 * @param deployed Digest of what is deployed of the pipeline: the type of its column says which ranges of values have a row in common.
 */
export async function overlappingBackfill(
  db: Reader,
  range: Range,
  deployed: string,
): Promise<BackfillRecord | undefined> {
  const { id, project, environment, pipeline, from, to, values } = range;
  const unfinished = db
    .selectFrom('sluice_backfill')
    .selectAll()
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('pipeline', '=', pipeline)
    .where('state', 'in', UNFINISHED_BACKFILL_STATES)
    .where('id', '!=', id)
    .orderBy('created_at');
  const rows =
    values === undefined
      ? await unfinished.where('range_from', '<=', to).where('range_to', '>=', from).limit(1).execute()
      : await sharing(db, await unfinished.where('cursor_after', 'is not', null).execute(), values, deployed);
  return (await withCounts(db, rows.slice(0, 1)))[0];
}

/** Those of ranges of values that have some of these. */
async function sharing(
  db: Reader,
  rows: readonly BackfillTable[],
  values: NonNullable<BackfillWish['values']>,
  deployed: string,
): Promise<readonly BackfillTable[]> {
  if (rows.length === 0) return rows;
  const type = (await getArtefact(db, deployed))?.artefact.pipeline.incremental?.type ?? '';
  return rows.filter((row) => {
    const other = rangeOf(row).values;
    return other !== undefined && haveValuesInCommon(values, other, type);
  });
}
