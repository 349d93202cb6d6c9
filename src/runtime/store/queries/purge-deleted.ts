import { AUDIT_TOPIC, type Scope } from '../../ports/index.ts';
import { chunks } from '../chunks.ts';
import { appendEvents, type EventDraft } from '../events/append-events.ts';
import { RECONCILER } from '../events/event-actors.ts';
import { eventKey } from '../events/event-key.ts';
import type { Transaction } from '../transaction.ts';

const CHUNK = 500;

/**
 * Takes deployments off the record that were deleted before a moment, the oldest first, with how far they had read: one that comes
 * back under the name is another pipeline, and begins where its definition says. The event has the cursor that it had.
 */
export async function purgeDeleted(
  transaction: Transaction,
  { project, environment }: Scope,
  before: number,
  limit: number,
  now: number,
): Promise<readonly string[]> {
  const rows = await transaction.db
    .selectFrom('sluice_deployment')
    .selectAll()
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('state', '=', 'deleted')
    .where('applied_at', '<', before)
    .orderBy('applied_at')
    .limit(limit)
    .forUpdate()
    .execute();
  if (rows.length === 0) return [];
  const names = rows.map(({ pipeline }) => pipeline);
  const cursors = new Map<string, string>();
  for (const part of chunks(names, CHUNK)) {
    for (const [pipeline, value] of await takeCursors(transaction, { project, environment }, part))
      cursors.set(pipeline, value);
    await transaction.db
      .deleteFrom('sluice_deployment')
      .where('project', '=', project)
      .where('environment', '=', environment)
      .where('pipeline', 'in', part)
      .execute();
    // One that comes back later is another life: nobody has paused or pinned that.
    await transaction.db
      .deleteFrom('sluice_condition')
      .where('project', '=', project)
      .where('environment', '=', environment)
      .where('type', 'in', ['paused', 'pinned'])
      .where('pipeline', 'in', part)
      .execute();
  }
  await appendEvents(
    transaction,
    rows.map((row): EventDraft => ({
      topic: AUDIT_TOPIC,
      key: eventKey(row),
      type: 'deployment.purged',
      at: now,
      data: {
        project,
        environment,
        pipeline: row.pipeline,
        generation: row.generation,
        digest: row.artefact_digest,
        revision: row.revision,
        from: row.state,
        to: 'purged',
        cursor: cursors.get(row.pipeline),
        actor: RECONCILER,
        reason: {
          code: 'RESTORE_WINDOW_OVER',
          message: 'it was deleted, and the time in which it could be restored is over',
        },
      },
    })),
  );
  return names;
}

/** Removes cursors, and gives those that there were. */
async function takeCursors(
  { db }: Transaction,
  { project, environment }: Scope,
  pipelines: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('sluice_cursors')
    .select(['pipeline', 'value'])
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('pipeline', 'in', pipelines)
    .forUpdate()
    .execute();
  if (rows.length > 0)
    await db
      .deleteFrom('sluice_cursors')
      .where('project', '=', project)
      .where('environment', '=', environment)
      .where(
        'pipeline',
        'in',
        rows.map(({ pipeline }) => pipeline),
      )
      .execute();
  return new Map(rows.map(({ pipeline, value }) => [pipeline, value]));
}
