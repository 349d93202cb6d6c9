import type { ParameterSpec } from '../../compiler/connector/index.ts';
import { scalarText } from './json-map.ts';

/** Several texts as a parameter gives them: a list, one text with separators, or one text. Empty ones are left out. */
export function textsOf(value: unknown, spec: ParameterSpec): string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const texts = items.flatMap((item) => scalarText(item) ?? []);
  const { separator } = spec;
  const split = separator === undefined ? texts : texts.flatMap((text) => text.split(separator));
  return split.map((text) => text.trim()).filter((text) => text !== '');
}
