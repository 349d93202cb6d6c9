import { isList, isMap, type JsonMap, type JsonValue } from '../compare/differences.ts';

/**
 * A value with the keys of each of its maps in the order of canonical JSON. Lists keep theirs, which means something. What
 * was compiled just now has its keys as the compiler wrote them, and what a store or a cache kept has them sorted: a plan is to be
 * the same bytes wherever its sides come from. What is in order stays itself.
 */
export function inOrder(value: JsonValue): JsonValue {
  if (isList(value)) return listInOrder(value);
  return isMap(value) ? mapInOrder(value) : value;
}

/** The same, of a map. */
export function mapInOrder(value: JsonMap): JsonMap {
  const keys = Object.keys(value);
  let isOrdered = keys.every((key, place) => place === 0 || (keys[place - 1] ?? '') < key);
  if (!isOrdered) keys.sort();
  const entries = keys.map((key): [string, JsonValue] => {
    const item = value[key] ?? null;
    const ordered = inOrder(item);
    isOrdered &&= ordered === item;
    return [key, ordered];
  });
  return isOrdered ? value : Object.fromEntries(entries);
}

function listInOrder(list: readonly JsonValue[]): readonly JsonValue[] {
  const ordered = list.map((item) => inOrder(item));
  return ordered.every((item, place) => item === list[place]) ? list : ordered;
}
