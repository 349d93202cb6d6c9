import { AUDIT_TOPIC, type SourceStatus } from '../../ports/index.ts';
import { readDocument } from '../document.ts';
import { appendEvents } from '../events/append-events.ts';
import { canonicalJson } from '../../../compiler/index.ts';
import { RECONCILER } from '../events/event-actors.ts';
import { environmentKey } from '../events/event-key.ts';
import type { Transaction } from '../transaction.ts';

/**
 * Keeps what was last seen of the desired state. The time of a look alone is kept too, without an
 * event: one is written when the state or what it comes from is another, or the same trouble has a new revision.
 */
export async function setSourceStatus(
  transaction: Transaction,
  status: SourceStatus,
  actor = RECONCILER,
): Promise<void> {
  const { project, environment } = status;
  const row = await transaction.db
    .selectFrom('sluice_source_status')
    .select('document')
    .where('project', '=', project)
    .where('environment', '=', environment)
    .forUpdate()
    .executeTakeFirst();
  const before = row === undefined ? undefined : readDocument<SourceStatus>(row.document);
  await transaction.db
    .replaceInto('sluice_source_status')
    .values({ project, environment, state: status.state, document: canonicalJson(status) })
    .execute();
  const kind = status.kind ?? 'folder';
  const isOther = before?.state !== status.state || (before.kind ?? 'folder') !== kind;
  const changed = isOther || (status.state !== 'synced' && before.revision !== status.revision);
  if (!changed) return;
  await appendEvents(transaction, [
    {
      topic: AUDIT_TOPIC,
      key: environmentKey(project, environment),
      type: `source.${status.state}`,
      at: status.checkedAt,
      data: {
        project,
        environment,
        source: kind,
        revision: status.revision,
        from: before?.state,
        to: status.state,
        files: status.files,
        pipelines: status.pipelines,
        actor,
        codes: [...new Set(status.diagnostics.map((diagnostic) => diagnostic.code))].sort(),
      },
    },
  ]);
}
