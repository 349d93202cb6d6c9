import {
  AUDIT_TOPIC,
  type Condition,
  type ConditionChanges,
  type ConditionType,
  type DeploymentKey,
  type EventType,
  type FoundCondition,
} from '../../ports/index.ts';
import { chunks } from '../chunks.ts';
import { writeOptionalDocument } from '../document.ts';
import { appendEvents, type EventDraft } from '../events/append-events.ts';
import { RECONCILER } from '../events/event-actors.ts';
import { eventKey } from '../events/event-key.ts';
import { toCondition } from '../records.ts';
import type { Transaction } from '../transaction.ts';

/** What was found of one type, in one environment. */
export interface FoundConditions {
  readonly place: Omit<DeploymentKey, 'pipeline'>;
  readonly type: ConditionType;
  readonly found: readonly FoundCondition[];
  readonly now: number;
}

/** How the beginning and the end of a condition are told. */
export const CONDITION_EVENTS: Readonly<
  Record<ConditionType, { readonly began: EventType; readonly ended: EventType }>
> = {
  stalled: { began: 'deployment.stalled', ended: 'deployment.recovered' },
  'delete-held': { began: 'deployment.delete-held', ended: 'deployment.delete-released' },
  drifted: { began: 'drift.found', ended: 'drift.gone' },
};

const CHUNK = 200;

/** Makes the conditions of a type what was found; what is so already is neither written nor told. */
export async function setConditions(
  transaction: Transaction,
  { place, type, found, now }: FoundConditions,
): Promise<ConditionChanges> {
  const rows = await transaction.db
    .selectFrom('sluice_condition')
    .selectAll()
    .where('project', '=', place.project)
    .where('environment', '=', place.environment)
    .where('type', '=', type)
    .orderBy('pipeline')
    .orderBy('subject')
    .forUpdate()
    .execute();
  const before = new Map(rows.map((row) => [subjectOf(row), toCondition(row)]));
  const wanted = new Map(found.map((each) => [subjectOf(each), each]));
  const began: Condition[] = [];
  const reworded: Condition[] = [];
  for (const [subject, each] of wanted) {
    const present = before.get(subject);
    const isSame = present?.reason === each.reason;
    const condition: Condition = { ...place, type, ...each, since: isSame ? present.since : now };
    if (!isSame) began.push(condition);
    else if (present.message !== each.message) reworded.push(condition);
  }
  const ended = [...before].flatMap(([subject, condition]) => (wanted.has(subject) ? [] : [condition]));
  await putConditions(transaction, [...began, ...reworded]);
  await removeConditions(transaction, ended);
  await appendEvents(transaction, [
    ...ended.map((condition) => conditionEvent(condition, CONDITION_EVENTS[type].ended, RECONCILER, now)),
    ...began.map((condition) => conditionEvent(condition, CONDITION_EVENTS[type].began, RECONCILER, now)),
  ]);
  return { began, ended };
}

/** Writes conditions over those that are there. */
export async function putConditions({ db }: Transaction, conditions: readonly Condition[]): Promise<void> {
  const rows = conditions.map(({ details, ...columns }) => ({ ...columns, details: writeOptionalDocument(details) }));
  for (const part of chunks(rows, CHUNK)) await db.replaceInto('sluice_condition').values(part).execute();
}

/** Takes conditions off the record. Who ends them writes the event. */
export async function removeConditions({ db }: Transaction, conditions: readonly Condition[]): Promise<void> {
  for (const { project, environment, pipeline, type, subject } of conditions) {
    await db
      .deleteFrom('sluice_condition')
      .where('project', '=', project)
      .where('environment', '=', environment)
      .where('pipeline', '=', pipeline)
      .where('type', '=', type)
      .where('subject', '=', subject)
      .execute();
  }
}

/** The event that tells of a condition. */
export function conditionEvent(condition: Condition, type: EventType, actor: string, at: number): EventDraft {
  const { project, environment, pipeline, generation, reason: code, message, since, details } = condition;
  return {
    topic: AUDIT_TOPIC,
    key: eventKey(condition),
    type,
    at,
    data: { project, environment, pipeline, generation, actor, reason: { code, message }, since, ...details },
  };
}

function subjectOf({ pipeline, subject }: Pick<FoundCondition, 'pipeline' | 'subject'>): string {
  return JSON.stringify([pipeline, subject]);
}
