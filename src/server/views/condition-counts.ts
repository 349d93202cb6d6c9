import { CONDITION_TYPES, type Condition, type ConditionType } from '../../runtime/index.ts';

/** How many conditions of each type are on record. */
export type ConditionCounts = Readonly<Record<ConditionType, number>>;

/** Counts conditions by their type; a type without any is 0. */
export function countConditions(conditions: readonly Condition[]): ConditionCounts {
  const counts = { stalled: 0, 'delete-held': 0, restored: 0, drifted: 0, paused: 0, pinned: 0 } satisfies Record<
    ConditionType,
    number
  >;
  for (const type of CONDITION_TYPES) counts[type] = conditions.filter((condition) => condition.type === type).length;
  return counts;
}
