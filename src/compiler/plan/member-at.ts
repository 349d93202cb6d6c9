import { isTextTemplate, type Artefact, type Template } from '../artefact/index.ts';

/** What stands at these keys of a pipeline's work; undefined where nothing does. Cheaper than a plan form. */
export function workAt({ pipeline }: Artefact, ...keys: readonly string[]): Template | undefined {
  return keys.reduce<Template | undefined>(memberOf, pipeline.work);
}

/** The same, where a number stands there. */
export function numberAt(artefact: Artefact, ...keys: readonly string[]): number | undefined {
  const found = workAt(artefact, ...keys);
  return typeof found === 'number' ? found : undefined;
}

function memberOf(value: Template | undefined, key: string): Template | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isTextTemplate(value)) return undefined;
  return (value as { readonly [key: string]: Template })[key]; // what else is an object is a map
}
