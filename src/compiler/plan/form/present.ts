import type { JsonMap, JsonValue } from '../compare/differences.ts';

/** The values that are there. An empty map stays, so that its first member is a change of that member. */
export function present(values: Readonly<Record<string, JsonValue | undefined>>): JsonMap {
  const said = Object.entries(values).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined);
  return Object.fromEntries(said);
}
