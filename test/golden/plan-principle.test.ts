import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, type PlanAction, type ValueChange } from '../../src/compiler/index.ts';
import { pipelineChanges } from '../../src/compiler/plan/index.ts';
import { CONNECTOR_NAMES, loadConnectors } from '../../src/compiler/connectors/index.ts';
import { arbitraryMovement, type Movement } from '../support/arbitrary-movement.ts';
import { leavesOf, otherLeaf, withLeaf } from '../support/edit-leaf.ts';
import { LIST_EDITS, listsOf, withList } from '../support/edit-list.ts';
import { compiledValues, planBetween } from '../support/plan-of-values.ts';
import { EVERY_KIND } from '../support/every-kind.ts';

const connectors = await loadConnectors(CONNECTOR_NAMES);
const ENGINES = { flinkx: '1.11', chunjun: '1.16' } as const;
const RUNS = Number(process.env['SLUICE_PROPERTY_RUNS'] ?? 15);

function compiled(engine: keyof typeof ENGINES, { pipeline, datasources }: Movement) {
  const project = { name: 'any', engines: { it: { type: engine, version: ENGINES[engine], home: '/opt/it' } } };
  return compiledValues({ project, datasources, pipelines: [pipeline] }).pipelines[0]?.artefact;
}

/** One scalar of a movement has another value, or is taken away; or a list has another order, or one item less or more. */
const edit = fc.record({
  place: fc.nat(),
  removes: fc.boolean(),
  list: fc.option(fc.record({ how: fc.constantFrom(...LIST_EDITS), item: fc.nat() }), { nil: undefined }),
});
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function edited(movement: Movement, { place, removes, list }: Edit): Movement {
  const lists = list === undefined ? [] : listsOf(movement);
  if (list !== undefined && lists.length > 0)
    return withList(movement, lists[place % lists.length] ?? [], list.how, list.item) as Movement; // of the same shape
  const leaves = leavesOf(movement).filter((path) => path.at(-1) !== 'name' || path.length > 2);
  const path = leaves[place % leaves.length] ?? [];
  return withLeaf(movement, path, removes ? () => undefined : otherLeaf) as Movement; // of the same shape
}

function swapped({ path, before, after }: ValueChange): ValueChange {
  return {
    path,
    ...(after === undefined ? {} : { before: after }),
    ...(before === undefined ? {} : { after: before }),
  };
}

const byPath = (changes: readonly ValueChange[]): readonly ValueChange[] =>
  changes.toSorted((a, b) => (a.path < b.path ? -1 : 1));

describe.each(['flinkx', 'chunjun'] as const)('two pipelines of one plan form have one job, on %s', (engine) => {
  const stream = connectors.get('stream')?.spec;
  const names = CONNECTOR_NAMES.filter((name) => {
    const spec = connectors.get(name)?.spec;
    return spec?.source[engine]?.plugin ?? spec?.sink[engine]?.plugin;
  });

  test.each(names)('%s', (name) => {
    const spec = connectors.get(name)?.spec;
    if (spec === undefined || stream === undefined) throw new Error('both are in the list');
    const pairs = [
      ...(spec.source[engine] === undefined ? [] : [arbitraryMovement(spec, stream, engine)]),
      ...(spec.sink[engine] === undefined ? [] : [arbitraryMovement(stream, spec, engine)]),
    ];
    for (const movements of pairs)
      fc.assert(
        fc.property(movements, edit, (movement, change) => {
          const [one, other] = [compiled(engine, movement), compiled(engine, edited(movement, change))];
          if (one === undefined || other === undefined) return;
          expect(pipelineChanges(one, one)).toEqual([]);
          const changes = pipelineChanges(one, other);
          if (changes.length === 0) expect(canonicalJson(other.job)).toBe(canonicalJson(one.job));
          expect(byPath(pipelineChanges(other, one).map(swapped))).toEqual(byPath(changes));
        }),
        { numRuns: RUNS },
      );
  });
});

describe('a plan and the plan back', () => {
  const PAIRS: Readonly<Record<PlanAction, PlanAction>> = {
    create: 'delete',
    delete: 'create',
    update: 'update',
    replace: 'replace',
    move: 'move',
    none: 'none',
  };
  /** Some of the pipelines, some of them edited; perhaps a datasource, an engine or an overlay too. */
  const some = fc.record({
    left: fc.subarray([...EVERY_KIND.pipelines]),
    edits: fc.array(edit, { maxLength: 4 }),
    around: fc.option(fc.record({ part: fc.constantFrom('project', 'datasources'), edit }), { nil: undefined }),
  });
  type Some = typeof some extends fc.Arbitrary<infer T> ? T : never;

  function editedAt(value: unknown, { place, removes, list }: Edit): unknown {
    const lists = list === undefined ? [] : listsOf(value);
    if (list !== undefined && lists.length > 0)
      return withList(value, lists[place % lists.length] ?? [], list.how, list.item);
    const leaves = leavesOf(value).filter((path) => path.at(-1) !== 'name');
    return withLeaf(value, leaves[place % leaves.length] ?? [], removes ? () => undefined : otherLeaf);
  }

  function project({ left, edits, around }: Some): ReturnType<typeof compiledValues> {
    const pipelines = left.map((definition, index) => {
      const change = edits[index];
      return change === undefined ? definition : editedAt(definition, change);
    });
    const other = around && { [around.part]: editedAt(EVERY_KIND[around.part], around.edit) };
    return compiledValues({ ...EVERY_KIND, ...other, pipelines }, 'prod');
  }

  test('are inverses, and a plan of what is there already is empty', () => {
    fc.assert(
      fc.property(some, some, (one, other) => {
        const [base, head] = [project(one), project(other)];
        const [there, back] = [planBetween(base, head), planBetween(head, base)];
        expect(planBetween(base, base).changes).toEqual([]);
        expect(back.changes.map(({ pipeline, action }) => [pipeline, PAIRS[action]])).toEqual(
          there.changes.map(({ pipeline, action }) => [pipeline, action]),
        );
        for (const [index, change] of there.changes.entries()) {
          const values = back.changes[index]?.values ?? [];
          const plain = values.map(({ meaning: _meaning, ...value }) => swapped(value));
          expect(byPath(plain)).toEqual(byPath(change.values.map(({ meaning: _meaning, ...value }) => value)));
        }
      }),
      { numRuns: RUNS * 10 },
    );
  });
});
