import type { ExplainedValue, Finding } from './plan.ts';
import { MEANINGS, type Meaning } from './meaning.ts';
import type { ValueChange } from './value-change.ts';

/** Each value with the most serious meaning of the findings that explain it. */
export function explainValues(values: readonly ValueChange[], findings: readonly Finding[]): readonly ExplainedValue[] {
  const meanings = new Map<string, Meaning>();
  for (const { meaning, paths } of findings)
    for (const path of paths) {
      const known = meanings.get(path);
      if (known === undefined || MEANINGS.indexOf(meaning) < MEANINGS.indexOf(known)) meanings.set(path, meaning);
    }
  return values.map((value) => ({ ...value, meaning: meanings.get(value.path) ?? 'data-affecting' }));
}
