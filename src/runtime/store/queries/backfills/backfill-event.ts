import { AUDIT_TOPIC, type EventType, type RunReason } from '../../../ports/index.ts';
import type { EventDraft } from '../../events/append-events.ts';
import { eventKey } from '../../events/event-key.ts';
import type { BackfillTable } from '../../schema.ts';

/** What became of a backfill. */
export interface BackfillNews {
  readonly type: EventType;
  readonly actor: string;
  readonly at: number;
  readonly from?: string;
  readonly why?: string | undefined;
  readonly reason?: RunReason | undefined;
}

/** The audit event of a change of a backfill, with what it is. */
export function backfillEvent(row: BackfillTable, { type, actor, at, from, why, reason }: BackfillNews): EventDraft {
  return {
    topic: AUDIT_TOPIC,
    key: eventKey(row),
    type,
    at,
    data: {
      backfill: row.id,
      project: row.project,
      environment: row.environment,
      pipeline: row.pipeline,
      ...(row.name === null ? {} : { name: row.name }),
      ...(row.cursor_after === null
        ? { firstFireTime: row.range_from, lastFireTime: row.range_to }
        : { after: row.cursor_after, until: row.cursor_until, chunk: row.chunk ?? undefined }),
      order: row.fire_order,
      concurrency: row.concurrency,
      allowDuplicates: row.allow_duplicates === 1,
      onFailure: row.on_failure,
      total: row.total,
      ...(from === undefined ? {} : { from }),
      to: row.state,
      ...(why === undefined ? {} : { why }),
      ...(reason === undefined ? {} : { reason }),
      actor,
    },
  };
}
