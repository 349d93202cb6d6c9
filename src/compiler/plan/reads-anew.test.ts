import { describe, expect, it } from 'vitest';
import type { Meaning } from './meaning.ts';
import type { PlanAction, PlannedChange } from './plan.ts';
import { readsAnew } from './reads-anew.ts';

function changeOf(action: PlanAction, reason: string, meaning: Meaning): PlannedChange {
  const finding = { reason, meaning, consequence: { text: '', values: [] }, paths: [] };
  return { action, findings: [finding] } as unknown as PlannedChange; // all that is looked at
}

describe('readsAnew', () => {
  it.each([
    ['create', 'PIPELINE_ADDED', 'data-affecting'],
    ['update', 'SOURCE_CHANGED', 'data-affecting'],
    ['update', 'POSITION_KEEPER_CHANGED', 'state-breaking'],
    ['replace', 'STATE_NOT_RESTORABLE', 'state-breaking'],
  ] as const)('%s by %s, %s', (action, reason, meaning) => {
    expect(readsAnew(changeOf(action, reason, meaning))).toBe(true);
  });

  it.each([
    ['SOURCE_CHANGED', 'cosmetic'],
    ['DATASOURCE_CHANGED', 'resource'],
    ['SCHEDULE_CHANGED', 'schedule'],
  ] as const)('not by %s, %s', (reason, meaning) => {
    expect(readsAnew(changeOf('update', reason, meaning))).toBe(false);
  });
});
