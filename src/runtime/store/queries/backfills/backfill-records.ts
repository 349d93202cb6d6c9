import type { BackfillCounts, BackfillRecord } from '../../../ports/index.ts';
import { readOptionalDocument } from '../../document.ts';
import type { BackfillTable } from '../../schema.ts';
import type { Reader } from '../../transaction.ts';
import { countsOf } from './backfill-counts.ts';

/** Backfills in the order of the rows, each with how many of its fires stand where. */
export async function withCounts(db: Reader, rows: readonly BackfillTable[]): Promise<readonly BackfillRecord[]> {
  const counts = await countsOf(db, rows);
  return rows.flatMap((row) => {
    const own = counts.get(row.id);
    return own === undefined ? [] : [toBackfillRecord(row, own)];
  });
}

/** What keeps others of its pipeline from being begun beside it. */
export function rangeOf(
  row: BackfillTable,
): Pick<BackfillRecord, 'id' | 'project' | 'environment' | 'pipeline' | 'from' | 'to' | 'values'> {
  const { id, project, environment, pipeline, range_from: from, range_to: to } = row;
  const { cursor_after: after, cursor_until: until, chunk } = row;
  const values = after === null || until === null ? undefined : { after, until, ...(chunk === null ? {} : { chunk }) };
  return { id, project, environment, pipeline, from, to, ...(values === undefined ? {} : { values }) };
}

// `as` on states and orders: the columns are text, and only this store writes them.
function toBackfillRecord(row: BackfillTable, counts: BackfillCounts): BackfillRecord {
  const optional = {
    name: row.name ?? undefined,
    why: row.why ?? undefined,
    reason: readOptionalDocument<NonNullable<BackfillRecord['reason']>>(row.reason),
    position: row.position ?? undefined,
    startedAt: row.started_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
  };
  return {
    ...rangeOf(row),
    order: row.fire_order as BackfillRecord['order'],
    concurrency: row.concurrency,
    allowDuplicates: row.allow_duplicates === 1,
    onFailure: row.on_failure as BackfillRecord['onFailure'],
    actor: row.actor,
    state: row.state as BackfillRecord['state'],
    total: row.total,
    artefactDigest: row.artefact_digest,
    counts,
    createdAt: row.created_at,
    version: row.version,
    // `as`: what is left after the filter are the members that are there
    ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as Partial<
      Pick<BackfillRecord, 'name' | 'why' | 'reason' | 'position' | 'startedAt' | 'endedAt'>
    >),
  };
}
