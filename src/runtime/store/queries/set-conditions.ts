import {
  AUDIT_TOPIC,
  type Condition,
  type ConditionChanges,
  type EventType,
  type FoundCondition,
  type FoundConditionType,
  type Scope,
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
  readonly place: Scope;
  readonly type: FoundConditionType;
  readonly found: readonly FoundCondition[];
  readonly now: number;
}

/** How the beginning and the end of a condition are told. */
const CONDITION_EVENTS: Readonly<
  Record<FoundConditionType, { readonly began: EventType | undefined; readonly ended: EventType }>
> = {
  stalled: { began: 'deployment.stalled', ended: 'deployment.recovered' },
  'delete-held': { began: 'deployment.delete-held', ended: 'deployment.delete-released' },
  // `deployment.restored` is written with the deployment that is restored
  restored: { began: undefined, ended: 'deployment.restore-ended' },
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
    else if (!isToldAlike(present, each)) reworded.push(condition);
  }
  const ended = [...before].flatMap(([subject, condition]) => (wanted.has(subject) ? [] : [condition]));
  await putConditions(transaction, [...began, ...reworded]);
  await removeConditions(transaction, ended);
  await appendEvents(transaction, [
    ...ended.map((condition) => conditionEvent(condition, CONDITION_EVENTS[type].ended, RECONCILER, now)),
    ...began.flatMap((condition) => {
      const told = CONDITION_EVENTS[type].began;
      return told === undefined ? [] : [conditionEvent(condition, told, RECONCILER, now)];
    }),
  ]);
  return { began, ended };
}

/** Whether what people and the reconciler go by is the same. */
function isToldAlike(one: FoundCondition, other: FoundCondition): boolean {
  return one.message === other.message && writeOptionalDocument(one.details) === writeOptionalDocument(other.details);
}

/** Writes conditions over those that are there. */
export async function putConditions({ db }: Transaction, conditions: readonly Condition[]): Promise<void> {
  const rows = conditions.map(({ details, ...columns }) => ({ ...columns, details: writeOptionalDocument(details) }));
  for (const part of chunks(rows, CHUNK)) await db.replaceInto('sluice_condition').values(part).execute();
}

/** Takes conditions off the record. Who ends them writes the event. */
export async function removeConditions({ db }: Transaction, conditions: readonly Condition[]): Promise<void> {
  const kinds = new Map<string, Condition[]>();
  for (const condition of conditions) {
    const { project, environment, type, subject } = condition;
    const kind = JSON.stringify([project, environment, type, subject]);
    const known = kinds.get(kind) ?? [];
    known.push(condition);
    kinds.set(kind, known);
  }
  for (const kind of kinds.values()) {
    for (const part of chunks(kind, CHUNK)) {
      const [first] = part;
      if (first === undefined) continue;
      await db
        .deleteFrom('sluice_condition')
        .where('project', '=', first.project)
        .where('environment', '=', first.environment)
        .where('type', '=', first.type)
        .where('subject', '=', first.subject)
        .where(
          'pipeline',
          'in',
          part.map(({ pipeline }) => pipeline),
        )
        .execute();
    }
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
