import {
  AUDIT_TOPIC,
  type DeploymentKey,
  type EventType,
  type RecordedDeployment,
  type Scope,
} from '../../ports/index.ts';
import { chunks } from '../chunks.ts';
import { readDocument } from '../document.ts';
import { eventKey } from '../events/event-key.ts';
import type { Reader } from '../transaction.ts';

const CHUNK = 500;

/**
 * Whether an event of a deployment changes its row, and so says what it is; the others tell of conditions. Each type is to be
 * decided: one that is wrongly taken to change the row would end healing, as it does not say what the row is.
 */
const CHANGES_ROW: Readonly<Record<Extract<EventType, `deployment.${string}`>, boolean>> = {
  'deployment.created': true,
  'deployment.updated': true,
  'deployment.suspended': true,
  'deployment.resumed': true,
  'deployment.paused': false,
  'deployment.unpaused': false,
  'deployment.rolled-back': true,
  'deployment.unpinned': false,
  'deployment.moved': true,
  'deployment.deleted': true,
  'deployment.restored': true,
  'deployment.purged': true,
  'deployment.restore-ended': false,
  'deployment.stalled': false,
  'deployment.recovered': false,
  'deployment.delete-held': false,
  'deployment.delete-released': false,
};
const CHANGE_NONE = Object.entries(CHANGES_ROW).flatMap(([type, changes]) => (changes ? [] : [type]));

/** What events say that deployments are, by name. One whose newest event does not say it, as a newer version may write, is left out. */
export async function deploymentsByEvents(
  db: Reader,
  scope: Scope,
  pipelines: readonly string[],
): Promise<ReadonlyMap<string, RecordedDeployment>> {
  const found = new Map<string, RecordedDeployment>();
  const names = new Map(pipelines.map((pipeline) => [eventKey({ ...scope, pipeline }), pipeline]));
  for (const keys of chunks([...names.keys()].sort(), CHUNK)) {
    const newest = db
      .selectFrom('sluice_event')
      .select((select) => ['event_key', select.fn.max('sequence').as('sequence')])
      .where('topic', '=', AUDIT_TOPIC)
      .where('event_key', 'in', keys)
      .where((where) =>
        where.or([
          where.and([where('type', 'like', 'deployment.%'), where('type', 'not in', CHANGE_NONE)]),
          where('type', '=', 'drift.healed'),
        ]),
      )
      .groupBy('event_key')
      .as('n');
    const rows = await db
      .selectFrom('sluice_event as e')
      .innerJoin(newest, (join) => join.onRef('n.event_key', '=', 'e.event_key').onRef('n.sequence', '=', 'e.sequence'))
      .select(['e.event_key', 'e.data'])
      .where('e.topic', '=', AUDIT_TOPIC)
      .execute();
    for (const { event_key: key, data } of rows) {
      const pipeline = names.get(key);
      const recorded = recordedBy(readDocument(data));
      if (pipeline !== undefined && recorded !== undefined) found.set(pipeline, recorded);
    }
  }
  return found;
}

function recordedBy({ generation, digest, to }: Readonly<Record<string, unknown>>): RecordedDeployment | undefined {
  if (typeof generation !== 'number' || typeof digest !== 'string') return undefined;
  return to === 'active' || to === 'suspended' || to === 'deleted'
    ? { generation, artefactDigest: digest, state: to }
    : undefined;
}

/** What events say of one deployment. */
export async function deploymentByEvents(db: Reader, key: DeploymentKey): Promise<RecordedDeployment | undefined> {
  return (await deploymentsByEvents(db, key, [key.pipeline])).get(key.pipeline);
}
