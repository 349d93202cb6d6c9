import { hasRunTimeValue, parseRunTimeText, type RunTimeText, type RunTimeValue } from '../../time/index.ts';
import type { Artefact } from '../artefact/index.ts';
import { escapeStep, pointerSteps } from '../text/index.ts';
import { isMap, type JsonValue } from './compare/differences.ts';
import { formOf } from './form-of.ts';

/** What is said of a pipeline holds no values, and those of an address are the affair of who resolves it. */
const WITHOUT_VALUES = new Set(['owner', 'description', 'tags', 'alerts', 'params', 'engine', 'datasources']);

/** The texts of a pipeline with values that only a run has, parsed, by their JSON Pointer into its plan form. */
export function holeTextsOf(artefact: Artefact): ReadonlyMap<string, RunTimeText> {
  const known = holeTexts.get(artefact);
  if (known !== undefined) return known;
  const names = artefact.pipeline.parameters.map(({ name }) => name);
  const found = new Map<string, RunTimeText>();
  for (const [key, value] of Object.entries(formOf(artefact))) {
    if (WITHOUT_VALUES.has(key)) continue;
    for (const [path, text] of textsWithin(value, key, names)) found.set(path, text);
  }
  holeTexts.set(artefact, found);
  return found;
}

/** Those of one part. Both sides of a change share the forms of the work that they both do, and then these too. */
function textsWithin(
  value: JsonValue,
  key: string,
  names: readonly string[],
): readonly (readonly [string, RunTimeText])[] {
  const known = typeof value === 'object' && value !== null ? textsOfParts.get(value) : undefined;
  if (known !== undefined) return known;
  const found: (readonly [string, RunTimeText])[] = [];
  visitHoles(value, [key], (path, shown) => {
    const { text } = parseRunTimeText(shown, names);
    if (typeof text !== 'string') found.push([path, text]);
  });
  if (typeof value === 'object' && value !== null) textsOfParts.set(value, found);
  return found;
}

/** By parts of forms: each belongs to one key and to one list of parameters. */
const textsOfParts = new WeakMap<object, readonly (readonly [string, RunTimeText])[]>();

/** Several reasons ask for those of one pipeline. */
const holeTexts = new WeakMap<Artefact, ReadonlyMap<string, RunTimeText>>();

/** The values of a pipeline that come of its fire time. */
export function timesIn(artefact: Artefact): readonly Extract<RunTimeValue, { kind: 'time' }>[] {
  return [...holeTextsOf(artefact).values()].flatMap(({ parts }) =>
    parts.filter((part) => typeof part !== 'string').filter((part) => part.kind === 'time'),
  );
}

/** The text at a pointer, as plans show it; undefined where none is. */
export function textAt(artefact: Artefact, path: string): string | undefined {
  let value: JsonValue | undefined = formOf(artefact);
  for (const step of pointerSteps(path)) value = memberOf(value, step);
  return typeof value === 'string' ? value : undefined;
}

function memberOf(value: JsonValue | undefined, step: string): JsonValue | undefined {
  if (isMap(value)) return Object.hasOwn(value, step) ? value[step] : undefined;
  if (!Array.isArray(value)) return undefined;
  const list: readonly JsonValue[] = value;
  return list.find((item, index) => nameOf(item, index) === step);
}

/** Steps become a pointer only where there is something to tell: most texts have no values. */
function visitHoles(value: JsonValue, steps: string[], visit: (path: string, text: string) => void): void {
  if (typeof value === 'string') {
    if (hasRunTimeValue(value)) visit(steps.map((step) => `/${escapeStep(step)}`).join(''), value);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const isList = Array.isArray(value);
  for (const [key, item] of Object.entries(value)) {
    steps.push(isList ? nameOf(item, Number(key)) : key);
    visitHoles(item, steps, visit);
    steps.pop();
  }
}

/** Of a thing in a list: its name, or else its place. */
function nameOf(item: JsonValue, index: number): string {
  const name = isMap(item) ? item['name'] : undefined;
  return typeof name === 'string' ? name : String(index);
}
