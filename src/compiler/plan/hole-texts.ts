import { hasRunTimeValue, parseRunTimeText, type RunTimeText, type RunTimeValue } from '../../time/index.ts';
import type { Artefact } from '../artefact/index.ts';
import { isMap, type JsonValue } from './compare/differences.ts';
import { planForm } from './plan-form.ts';

/** The texts of a pipeline by their JSON Pointer into its plan form, as plans show them; none of its engine's. */
export function textsOf(artefact: Artefact): ReadonlyMap<string, string> {
  const known = texts.get(artefact);
  if (known !== undefined) return known;
  // what is said of a pipeline holds no values, and those of an engine's address are the executor's affair
  const { engine: _engine, owner: _owner, description: _description, params: _params, ...form } = planForm(artefact);
  const found = new Map<string, string>();
  collectTexts(form, '', found);
  texts.set(artefact, found);
  return found;
}

/** Those of {@link textsOf} with values that only a run has, parsed. */
export function holeTextsOf(artefact: Artefact): ReadonlyMap<string, RunTimeText> {
  const known = holeTexts.get(artefact);
  if (known !== undefined) return known;
  const names = artefact.pipeline.parameters.map(({ name }) => name);
  const found = new Map<string, RunTimeText>();
  for (const [path, shown] of textsOf(artefact)) {
    if (!hasRunTimeValue(shown)) continue;
    const { text } = parseRunTimeText(shown, names);
    if (typeof text !== 'string') found.set(path, text);
  }
  holeTexts.set(artefact, found);
  return found;
}

/** Several reasons ask for those of one pipeline. */
const texts = new WeakMap<Artefact, ReadonlyMap<string, string>>();
const holeTexts = new WeakMap<Artefact, ReadonlyMap<string, RunTimeText>>();

/** The values of a pipeline that come of its fire time. */
export function timesIn(artefact: Artefact): readonly Extract<RunTimeValue, { kind: 'time' }>[] {
  return [...holeTextsOf(artefact).values()].flatMap(({ parts }) =>
    parts.filter((part) => typeof part !== 'string').filter((part) => part.kind === 'time'),
  );
}

function collectTexts(value: JsonValue, path: string, found: Map<string, string>): void {
  if (typeof value === 'string') found.set(path, value);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    const named = Array.isArray(value) && isMap(item) ? item['name'] : undefined;
    const step = typeof named === 'string' ? named : key;
    collectTexts(item, `${path}/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`, found);
  }
}
