import type { Selectable } from 'kysely';
import {
  RUNS_TOPIC,
  type AlertChanges,
  type AlertedPipeline,
  type AlertOnItsWay,
  type AlertSending,
  type AlertTraffic,
  type EventType,
  type OpenAlert,
  type RunEnd,
  type Scope,
} from '../../ports/index.ts';
import { chunks } from '../chunks.ts';
import { readDocument, writeDocument } from '../document.ts';
import { eventKey } from '../events/event-key.ts';
import type { AlertMessageTable } from '../schema.ts';
import type { Reader, Transaction } from '../transaction.ts';

const CHUNK = 200;
/** Ends of chains read at once: of 10,000 pipelines, at every look. */
const HEADS = 1_000;
/** What tells that a run is over. A cancelled one tells nothing: a person wanted it. */
const ENDS: readonly EventType[] = ['run.succeeded', 'run.failed', 'run.timed-out', 'run.skipped'];

/** Deployments that say who is told, with the end of their chain and up to where it is judged. */
export async function alertedPipelines(db: Reader, scope: Scope): Promise<readonly AlertedPipeline[]> {
  const { project, environment } = scope;
  const deployed = await db
    .selectFrom('sluice_deployment as deployment')
    .innerJoin('sluice_alert_route as route', 'route.digest', 'deployment.artefact_digest')
    .leftJoin('sluice_alert_mark as mark', (join) =>
      join
        .onRef('mark.project', '=', 'deployment.project')
        .onRef('mark.environment', '=', 'deployment.environment')
        .onRef('mark.pipeline', '=', 'deployment.pipeline'),
    )
    .select(['deployment.pipeline', 'deployment.applied_at', 'route.document', 'mark.sequence'])
    .where('deployment.project', '=', project)
    .where('deployment.environment', '=', environment)
    .where('deployment.state', '!=', 'deleted')
    .orderBy('deployment.pipeline')
    .execute();
  const heads = new Map<string, number>();
  for (const part of chunks(deployed, HEADS)) {
    const keys = part.map(({ pipeline }) => eventKey({ ...scope, pipeline }));
    const rows = await db
      .selectFrom('sluice_event_head')
      .select(['event_key', 'sequence'])
      .where('topic', '=', RUNS_TOPIC)
      .where('event_key', 'in', keys)
      .execute();
    for (const row of rows) heads.set(row.event_key, row.sequence);
  }
  // most say the same, and there may be ten thousand of them at every look
  const facts = new Map<string, AlertedPipeline['alerts']>();
  const factsIn = (document: string): AlertedPipeline['alerts'] => {
    const read = facts.get(document) ?? readDocument<AlertedPipeline['alerts']>(document);
    facts.set(document, read);
    return read;
  };
  const found: AlertedPipeline[] = [];
  for (const { pipeline, applied_at: appliedAt, document, sequence } of deployed) {
    const key = eventKey({ ...scope, pipeline });
    const head = heads.get(key) ?? 0;
    const isNew = sequence === null;
    const readTo = isNew ? await lastBefore(db, key, appliedAt) : sequence;
    found.push({ pipeline, alerts: factsIn(document), readTo, head, isNew, appliedAt });
  }
  return found;
}

async function lastBefore(db: Reader, key: string, at: number): Promise<number> {
  const row = await db
    .selectFrom('sluice_event')
    .select(({ fn }) => fn.max('sequence').as('sequence'))
    .where('topic', '=', RUNS_TOPIC)
    .where('event_key', '=', key)
    .where('at', '<', at)
    .executeTakeFirst();
  return Number(row?.sequence ?? 0);
}

export async function runEnds(
  db: Reader,
  scope: Scope,
  pipeline: string,
  after: number,
  upTo: number,
  limit: number,
): Promise<readonly RunEnd[]> {
  const rows = await db
    .selectFrom('sluice_event')
    .select(['sequence', 'type', 'at', 'data'])
    .where('topic', '=', RUNS_TOPIC)
    .where('event_key', '=', eventKey({ ...scope, pipeline }))
    .where('sequence', '>', after)
    .where('sequence', '<=', upTo)
    .where('type', 'in', ENDS)
    .orderBy('sequence')
    .limit(limit)
    .execute();
  return rows.map(({ sequence, type, at, data }) => {
    const { run, fireTime, reason } = readDocument<Pick<RunEnd, 'run' | 'fireTime' | 'reason'>>(data);
    // `as`: only this store writes types of events
    return { sequence, type: type as EventType, at, run, fireTime, ...(reason === undefined ? {} : { reason }) };
  });
}

export async function openAlerts(db: Reader, { project, environment }: Scope): Promise<readonly OpenAlert[]> {
  const rows = await db
    .selectFrom('sluice_alert')
    .select('document')
    .where('project', '=', project)
    .where('environment', '=', environment)
    .orderBy('pipeline')
    .orderBy('reason')
    .execute();
  return rows.map(({ document }) => readDocument<OpenAlert>(document));
}

export async function recordAlerts(
  { db }: Transaction,
  { project, environment }: Scope,
  { readTo, opened, closed, messages }: AlertChanges,
): Promise<void> {
  for (const part of chunks(readTo, CHUNK))
    await db
      .replaceInto('sluice_alert_mark')
      .values(part.map((mark) => ({ project, environment, ...mark })))
      .execute();
  for (const { pipeline, reason } of closed)
    await db
      .deleteFrom('sluice_alert')
      .where('project', '=', project)
      .where('environment', '=', environment)
      .where('pipeline', '=', pipeline)
      .where('reason', '=', reason)
      .execute();
  for (const part of chunks(opened, CHUNK))
    await db
      .replaceInto('sluice_alert')
      .values(
        part.map((alert) => ({
          project,
          environment,
          pipeline: alert.pipeline,
          reason: alert.reason,
          document: writeDocument(alert),
        })),
      )
      .execute();
  for (const part of chunks(messages, CHUNK))
    await db
      .insertInto('sluice_alert_message')
      .ignore()
      .values(
        part.map(({ id, channel, createdAt, notBefore, document }) => ({
          id,
          project,
          environment,
          channel,
          state: 'waiting',
          created_at: createdAt,
          not_before: notBefore,
          settled_at: 0,
          tries: 0,
          document: writeDocument(document),
        })),
      )
      .execute();
}

export async function waitingAlerts(
  db: Reader,
  { project, environment }: Scope,
  limit: number,
  silent: readonly string[] = [],
): Promise<readonly AlertOnItsWay[]> {
  const waiting = db
    .selectFrom('sluice_alert_message')
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('state', '=', 'waiting');
  const channels = await waiting.select('channel').distinct().orderBy('channel').execute();
  const found: AlertOnItsWay[] = [];
  for (const { channel } of channels) {
    if (silent.includes(channel)) continue;
    const ofChannel = waiting.selectAll().where('channel', '=', channel);
    const rows = await ofChannel.orderBy('created_at').orderBy('id').limit(limit).execute();
    found.push(...rows.map(toAlertOnItsWay));
  }
  return found;
}

function toAlertOnItsWay(row: Selectable<AlertMessageTable>): AlertOnItsWay {
  return {
    id: row.id,
    channel: row.channel,
    createdAt: row.created_at,
    document: readDocument(row.document),
    notBefore: row.not_before,
    tries: row.tries,
  };
}

export async function alertTraffic(
  db: Reader,
  { project, environment }: Scope,
  since: number,
): Promise<readonly AlertTraffic[]> {
  const rows = await db
    .selectFrom('sluice_alert_message')
    .select(['channel', 'state', 'settled_at', ({ fn }) => fn.countAll<number>().as('count')])
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where(({ or, and, eb }) =>
      or([and([eb('state', '=', 'sent'), eb('settled_at', '>=', since)]), eb('state', '=', 'dropped')]),
    )
    .groupBy(['channel', 'state', 'settled_at'])
    .orderBy('channel')
    .orderBy('settled_at')
    .execute();
  const channels = new Map<string, { sentAt: number[]; dropped: number }>();
  for (const { channel, state, settled_at: at, count } of rows) {
    const traffic = channels.get(channel) ?? { sentAt: [], dropped: 0 };
    if (state === 'sent') traffic.sentAt.push(at);
    else traffic.dropped += Number(count);
    channels.set(channel, traffic);
  }
  return [...channels].map(([channel, traffic]) => ({ channel, ...traffic }));
}

export async function settleAlerts({ db }: Transaction, ids: readonly string[], sending: AlertSending): Promise<void> {
  const set =
    sending.kind === 'later'
      ? { not_before: sending.notBefore, tries: sending.tries }
      : { state: sending.kind, settled_at: sending.at };
  for (const part of chunks(ids, CHUNK))
    await db
      .updateTable('sluice_alert_message')
      .set(set)
      .where('id', 'in', part)
      .where('state', '=', 'waiting')
      .execute();
}

export async function tellDropped(
  { db }: Transaction,
  { project, environment }: Scope,
  channel: string,
): Promise<void> {
  await db
    .updateTable('sluice_alert_message')
    .set({ state: 'told' })
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('state', '=', 'dropped')
    .where('channel', '=', channel)
    .execute();
}

export async function forgetAlerts({ db }: Transaction, scope: Scope, before: number): Promise<number> {
  const { project, environment } = scope;
  const { numDeletedRows } = await db
    .deleteFrom('sluice_alert_message')
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('state', 'in', ['sent', 'dropped', 'told'])
    .where('settled_at', '<', before)
    .executeTakeFirst();
  for (const pipelines of chunks(await silentMarks(db, scope), CHUNK))
    await db
      .deleteFrom('sluice_alert_mark')
      .where('project', '=', project)
      .where('environment', '=', environment)
      .where('pipeline', 'in', pipelines)
      .execute();
  return Number(numDeletedRows);
}

/** Pipelines that were judged, and whose deployment tells nobody any more. Read before, so that no deployment is locked by it. */
async function silentMarks(db: Reader, { project, environment }: Scope): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('sluice_alert_mark as mark')
    .leftJoin('sluice_deployment as deployment', (join) =>
      join
        .onRef('deployment.project', '=', 'mark.project')
        .onRef('deployment.environment', '=', 'mark.environment')
        .onRef('deployment.pipeline', '=', 'mark.pipeline')
        .on('deployment.state', '!=', 'deleted'),
    )
    .leftJoin('sluice_alert_route as route', 'route.digest', 'deployment.artefact_digest')
    .select('mark.pipeline')
    .where('mark.project', '=', project)
    .where('mark.environment', '=', environment)
    .where('route.digest', 'is', null)
    .execute();
  return rows.map(({ pipeline }) => pipeline);
}
