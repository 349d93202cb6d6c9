import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Plan, PlanAction, PlannedChange, ValueChange } from '../../src/compiler/index.ts';
import type { Path } from '../../src/compiler/text/index.ts';
import { leavesOf, withLeaf } from '../support/edit-leaf.ts';
import { EVERY_KIND, KIND_WORDS } from '../support/every-kind.ts';
import { otherValue } from '../support/other-value.ts';
import { compiledValues, planBetween } from '../support/plan-of-values.ts';
import { VALID_DATASOURCES, type ProjectValues } from '../support/valid-definitions.ts';

const GOLDEN = path.join(import.meta.dirname, 'plan-edits.txt');
const ENVIRONMENT = 'prod';

/** One value of a project has another value, or is taken away. */
interface Edit {
  /** `orders-sql /sink/mode`, `datasource erp /host`, `sluice.yaml /defaults/owner`. */
  readonly title: string;
  readonly project: ProjectValues;
}

function otherOf(was: unknown, leaf: Path): unknown {
  const key = leaf.findLast((step) => typeof step === 'string');
  return KIND_WORDS[`${key} ${String(was)}`] ?? otherValue(was, leaf);
}

/** Engines that are there to be named. */
const SECOND = /^engines\/\w+2\//;

type Part = Readonly<Record<string, unknown>>;

function editsOf(part: unknown, title: string, place: Path, put: (part: unknown) => ProjectValues): readonly Edit[] {
  return leavesOf(part).flatMap((leaf) => {
    // its name is what an edit is told by; what is there twice is edited once
    if ((leaf.length === 1 && leaf[0] === 'name') || SECOND.test(leaf.join('/'))) return [];
    const at = `${title} /${leaf.join('/')}`;
    return [
      { title: at, project: put(withLeaf(part, leaf, (was) => otherOf(was, [...place, ...leaf]))) },
      { title: `${at} taken away`, project: put(withLeaf(part, leaf, () => undefined)) },
    ];
  });
}

const inPlace = (list: readonly unknown[], index: number, part: unknown): readonly unknown[] =>
  list.map((each, at) => (at === index ? part : each));

const EDITS: readonly Edit[] = [
  ...EVERY_KIND.pipelines.flatMap((each, index) =>
    editsOf(each, String((each as Part)['name']), [], (part) => ({
      ...EVERY_KIND,
      pipelines: inPlace(EVERY_KIND.pipelines, index, part),
    })),
  ),
  ...VALID_DATASOURCES.flatMap((each, index) =>
    editsOf(each, `datasource ${String(each['name'])}`, ['datasources'], (part) => ({
      ...EVERY_KIND,
      datasources: inPlace(EVERY_KIND.datasources, index, part),
    })),
  ),
  ...editsOf(EVERY_KIND.project, 'sluice.yaml', [], (project) => ({ ...EVERY_KIND, project })),
];

const WHOLE = compiledValues(EVERY_KIND, ENVIRONMENT);

interface Planned {
  readonly title: string;
  /** Codes of what is wrong with the edited project. */
  readonly refused: readonly string[];
  readonly there: Plan;
  readonly back: Plan;
}

function planned({ title, project }: Edit): Planned {
  const edited = compiledValues(project, ENVIRONMENT);
  const errors = edited.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  const whole = errors.length === 0 ? edited : WHOLE;
  return {
    title,
    refused: [...new Set(errors)],
    there: planBetween(WHOLE, whole),
    back: planBetween(whole, WHOLE),
  };
}

const PLANNED = EDITS.map(planned);

/** Each change alike is told once, with the pipelines that it is of. */
function toldOf({ title, refused, there }: Planned): string {
  if (refused.length > 0) return `${title}: refused (${refused.join(', ')})`;
  if (there.changes.length === 0) return `${title}: nothing`;
  const byWords = new Map<string, string[]>();
  for (const change of there.changes) {
    const words = wordsOf(change);
    byWords.set(words, [...(byWords.get(words) ?? []), change.pipeline]);
  }
  const told = [...byWords].map(([words, names]) =>
    names.length === 1 && title.startsWith(`${names[0]} `) ? words : `${words} (${names.join(', ')})`,
  );
  return `${title}: ${told.join('; ')}`;
}

function wordsOf({ action, findings, values }: PlannedChange): string {
  const said = findings.map(({ reason, meaning }) => `${reason} ${meaning}`);
  const paths = values.map((value) => value.path);
  return [action, [...new Set(said)].join(', '), paths.join(' ')].filter(Boolean).join(' | ');
}

/** The way there may begin anew what the way back only changes: a stream has state, and a run that ends has none. */
const BACK: Readonly<Record<PlanAction, PlanAction>> = {
  create: 'delete',
  delete: 'create',
  update: 'update',
  replace: 'update',
  move: 'move',
  none: 'none',
};
const plainly = (action: PlanAction): PlanAction => (action === 'replace' ? 'update' : action);

const swapped = (change: { readonly before?: unknown; readonly after?: unknown }) => [change.after, change.before];
const sides = (change: { readonly before?: unknown; readonly after?: unknown }) => [change.before, change.after];
const byPath = <T extends Pick<ValueChange, 'path'>>(values: readonly T[]): readonly T[] =>
  values.toSorted((a, b) => (a.path < b.path ? -1 : 1));

describe('every single edit of a project that has every kind of pipeline', () => {
  test('gives a plan that says what it means', () => {
    const told = `${PLANNED.map(toldOf).join('\n')}\n`;
    if (process.env['UPDATE_GOLDEN']) writeFileSync(GOLDEN, told);
    expect(told).toBe(readFileSync(GOLDEN, 'utf8'));
  });

  test('is explained by a reason of ours', () => {
    const reasons = PLANNED.flatMap(({ there, back }) => [...there.changes, ...back.changes]).flatMap(({ findings }) =>
      findings.map(({ reason }) => reason),
    );
    expect(reasons).not.toContain('OTHER_CHANGE');
  });

  test('that changes a value has a finding that explains it, and a sentence', () => {
    for (const { title, there } of PLANNED)
      for (const { values, findings } of there.changes) {
        const explained = new Set(findings.flatMap(({ paths }) => paths));
        expect([title, values.filter((value) => !explained.has(value.path))]).toEqual([title, []]);
      }
  });

  test.each(PLANNED.map((each) => [each.title, each] as const))('%s: has the plan back as its inverse', (_, each) => {
    const { there, back } = each;
    expect(back.changes.map(({ pipeline, action }) => [pipeline, BACK[action]])).toEqual(
      there.changes.map(({ pipeline, action }) => [pipeline, plainly(action)]),
    );
    for (const [index, change] of there.changes.entries()) {
      const inverse = back.changes[index];
      if (inverse === undefined) throw new Error('there are as many');
      const values = byPath(change.values).map((value) => [value.path, sides(value)]);
      expect(byPath(inverse.values).map((value) => [value.path, swapped(value)])).toEqual(values);
      expect(swapped(inverse.nextFires)).toEqual(sides(change.nextFires));
      expect(inverse.sharedFires).toEqual(change.sharedFires);
      expect(swapped(inverse.firesPerDay)).toEqual(sides(change.firesPerDay));
      expect(swapped(inverse.fixedDelay ?? {})).toEqual(sides(change.fixedDelay ?? {}));
      expect(swapped(inverse.digests)).toEqual(sides(change.digests));
      // of a text that is no more nothing is filled at the next fire
      const onBoth = (each: PlannedChange) => byPath(each.runTimeValues).filter(({ before, after }) => before && after);
      expect(onBoth(inverse).map((value) => [value.path, swapped(value)])).toEqual(
        onBoth(change).map((value) => [value.path, sides(value)]),
      );
    }
  });
});
