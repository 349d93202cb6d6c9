import type { Artefact } from '../artefact/index.ts';
import type { JsonMap } from './compare/differences.ts';
import { planForm } from './plan-form.ts';

/**
 * The plan form of an artefact, made once: values, texts and reasons look at it.
 *
 * @param beside What it is going to be compared with.
 */
export function formOf(artefact: Artefact, beside?: Artefact): JsonMap {
  const known = forms.get(artefact);
  if (known !== undefined) return known;
  const made = planForm(artefact, beside);
  forms.set(artefact, made);
  return made;
}

const forms = new WeakMap<Artefact, JsonMap>();
