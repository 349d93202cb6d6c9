import { describe, expect, test } from 'vitest';
import { leavesOf, withLeaf } from '../../../../test/support/edit-leaf.ts';
import { publishedSchema } from '../../../../test/support/published-schema.ts';
import { sampleArtefact } from '../../../../test/support/runtime/sample-artefact.ts';
import { SAMPLE_VERSION, samplePlan } from '../../../../test/support/saved-plan.ts';
import { readSavedPlan } from './read-saved-plan.ts';
import { savedPlanText, sealOf, type SavedChange, type SavedPlan } from './saved-plan.ts';

const [orders, gone, old] = [sampleArtefact('orders'), sampleArtefact('gone'), sampleArtefact('old')];
const edited = sampleArtefact('orders', {
  owner: 'bob',
  schedule: { kind: 'every', intervalMs: 60_000, timeZone: 'UTC' },
});
const [added, renamed] = [sampleArtefact('added'), sampleArtefact('renamed', { work: { table: 'old' } })];
const saved = samplePlan([orders, gone, old], [edited, added, renamed], { renamed: 'old' });
const read = (value: unknown): ReturnType<typeof readSavedPlan> => readSavedPlan(value, SAMPLE_VERSION);
const problemOf = (value: unknown): string => {
  const found = read(value);
  return 'problem' in found ? found.problem : 'none';
};
/** What was written, as somebody reads it. */
const parsed = (plan: SavedPlan): Record<string, unknown> => JSON.parse(savedPlanText(plan));
/** An edit by somebody who knows how seals are made. */
const sealed = ({ seal, ...content }: SavedPlan): SavedPlan => {
  const fitting = sealOf(content);
  expect(fitting).not.toBe(seal);
  return { ...content, seal: fitting };
};
const resealed = (plan: SavedPlan, edit: Partial<SavedChange>, pipeline = 'orders'): SavedPlan =>
  sealed({
    ...plan,
    changes: plan.changes.map((each) => (each.pipeline === pipeline ? { ...each, ...edit } : each)),
  });

describe('a saved plan', () => {
  test('has what is to be done, the state it is bound to, and what is needed to do it', () => {
    expect(saved.changes).toEqual([
      { pipeline: 'added', action: 'create', before: null, after: added.digest },
      { pipeline: 'gone', action: 'delete', before: gone.digest, after: null },
      { pipeline: 'orders', action: 'update', before: orders.digest, after: edited.digest },
      { pipeline: 'renamed', from: 'old', action: 'move', before: old.digest, after: renamed.digest },
    ]);
    expect(Object.keys(saved.artefacts).sort()).toEqual([added.digest, edited.digest, renamed.digest].sort());
  });

  test('satisfies its schema, and is the same bytes each time', () => {
    const validate = publishedSchema('saved-plan');
    validate(parsed(saved));
    expect(validate.errors ?? []).toEqual([]);
    const again = samplePlan([orders, gone, old], [edited, added, renamed], { renamed: 'old' });
    expect(savedPlanText(again)).toBe(savedPlanText(saved));
  });

  test('is read back as it was written, however the file is laid out', () => {
    expect(read(parsed(saved))).toEqual(JSON.parse(JSON.stringify(saved)));
    const reversed = (value: unknown): unknown =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).toReversed())
        : value;
    const laidOut: unknown = JSON.parse(JSON.stringify(parsed(saved), (_key, value: unknown) => reversed(value), 4));
    expect(problemOf(laidOut)).toBe('none');
  });

  test('is refused wherever one value of it is another, or is not there', () => {
    const plan = parsed(saved);
    const leaves = leavesOf(plan).filter((path) => path[0] !== 'formatVersion' && path[0] !== 'kind');
    expect(leaves.length).toBeGreaterThan(200);
    const other = (was: unknown): unknown =>
      typeof was === 'string' ? `${was}0` : typeof was === 'number' ? was + 1 : typeof was === 'boolean' ? !was : 'x';
    const passed = leaves.filter(
      (path) =>
        problemOf(withLeaf(plan, path, other)) === 'none' ||
        problemOf(withLeaf(plan, path, () => undefined)) === 'none',
    );
    expect(passed).toEqual([]);
  });

  test.each<readonly [string, (plan: SavedPlan) => object, string]>([
    [
      'a digit of a fire time',
      (plan) => ({ ...plan, plan: { ...plan.plan, at: '2026-03-02T10:00:00.001Z' } }),
      'edited',
    ],
    ['a change taken out', (plan) => ({ ...plan, changes: plan.changes.slice(1) }), 'edited'],
    ['a change of another order', (plan) => ({ ...plan, changes: plan.changes.toReversed() }), 'edited'],
    ['a delete made of an update', (plan) => resealed(plan, { action: 'delete', after: null }), 'edited'],
    ['a delete told as an update', (plan) => resealed(plan, { after: null }), 'no-plan'],
    ['the name of a member of every object as a digest', (plan) => resealed(plan, { after: 'constructor' }), 'no-plan'],
    ['another name before a move', (plan) => resealed(plan, { from: 'gone' }, 'renamed'), 'no-plan'],
    ['a move from another one', (plan) => resealed(plan, { from: 'older' }, 'renamed'), 'edited'],
    ['a change that nobody is shown', (plan) => sealed({ ...plan, plan: { ...plan.plan, changes: [] } }), 'edited'],
    ['a change that is there twice', (plan) => ({ ...plan, changes: [...plan.changes, ...plan.changes] }), 'no-plan'],
    ['an artefact missing', (plan) => ({ ...plan, artefacts: {} }), 'edited'],
    [
      'an artefact of another name',
      (plan) => ({ ...plan, artefacts: { ...plan.artefacts, [added.digest]: gone.artefact } }),
      'edited',
    ],
    ['another environment', (plan) => ({ ...plan, environment: 'prod' }), 'edited'],
    ['another seal', (plan) => ({ ...plan, seal: added.digest }), 'edited'],
    ['another format', (plan) => ({ ...plan, formatVersion: '2.0' }), 'other-format'],
    ['another version', (plan) => ({ ...plan, sluice: '0.2.0' }), 'other-version'],
    ['changes that are none', (plan) => ({ ...plan, changes: [1] }), 'no-plan'],
    ['the plan for people alone', ({ plan }) => plan, 'no-plan'],
  ])('with %s is refused', (_name, edit, problem) => {
    expect(problemOf(edit(JSON.parse(savedPlanText(saved))))).toBe(problem);
  });

  test.each([null, undefined, 1, 'plan', [], {}, { kind: 'saved-plan' }])('is not %j', (value) => {
    expect(problemOf(value)).toBe('no-plan');
  });
});
