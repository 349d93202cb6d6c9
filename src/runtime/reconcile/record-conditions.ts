import type { Condition, ConditionChanges, FoundCondition, FoundConditionType, Store, Scope } from '../ports/index.ts';

/** Conditions of one type, as they were found and as they are on record. */
export interface ConditionsOfType {
  readonly type: FoundConditionType;
  readonly found: readonly FoundCondition[];
  /** Of any type. */
  readonly recorded: readonly Condition[];
  readonly now: number;
}

/** Puts conditions on record, and asks the store for nothing where they are there already. */
export async function recordConditions(
  store: Pick<Store, 'setConditions'>,
  fence: number,
  place: Scope,
  { type, found, recorded, now }: ConditionsOfType,
): Promise<ConditionChanges> {
  const known = recorded.filter((condition) => condition.type === type);
  const words = new Set(known.map(comparable));
  const isSame = known.length === found.length && found.every((each) => words.has(comparable(each)));
  return isSame ? { began: [], ended: [] } : store.setConditions(fence, place, type, found, now);
}

/** The share that a delete is held by is what lets go of it, also where the words do not name it. */
function comparable({ pipeline, subject, reason, message, details }: FoundCondition): string {
  return JSON.stringify([pipeline, subject, reason, message, details?.['share']]);
}
