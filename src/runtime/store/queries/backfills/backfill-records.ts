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
    id: row.id,
    project: row.project,
    environment: row.environment,
    pipeline: row.pipeline,
    from: row.range_from,
    to: row.range_to,
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
