import { child, keyOf, type DefinitionPlace, type Location, type Path } from '../compiler/index.ts';
import { isMapping } from './condition.ts';

/**
 * Where in a definition a part of its job comes from: the one key of that name, else the definition's name. A job
 * is printed by another hand, so this is a pointer for the reader, not a fact.
 */
export function placeInPipeline(definition: DefinitionPlace, key: string | undefined): Location {
  const found = key === undefined ? [] : pathsTo(definition.value, key, []);
  const [only] = found;
  if (found.length === 1 && only !== undefined) return keyOf(definition.at, ...only);
  return child(definition.at, 'name');
}

/** The last step of a path that is a name. */
export function lastName(steps: readonly (string | number)[]): string | undefined {
  return steps.findLast((step): step is string => typeof step === 'string' && !/^\d+$/.test(step));
}

function pathsTo(value: unknown, key: string, path: Path): Path[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => pathsTo(item, key, [...path, index]));
  if (!isMapping(value)) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    name === key ? [[...path, name]] : pathsTo(item, key, [...path, name]),
  );
}
