/** Plain JSON: what an artefact is once its holes are shown as text. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonMap;

/** A JSON object. */
export interface JsonMap {
  readonly [key: string]: JsonValue;
}

/** One step into a value: a key, the name of a thing in a list of named things, a place, or the order of a list. */
export type Step =
  | { readonly kind: 'key' | 'name'; readonly name: string }
  | { readonly kind: 'place'; readonly index: number }
  | { readonly kind: 'order' };

/** One place where two JSON values differ; `before` or `after` is absent where that side has nothing there. */
export interface Difference {
  readonly steps: readonly Step[];
  /** The same value's place on the other side, where only the key has another name. */
  readonly renamedTo?: readonly Step[];
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

/**
 * Where two values differ, the order of keys aside. Lists of named things are compared by name, and then by their order;
 * other lists of things by place; lists of plain values as a whole.
 *
 * @param renamings Take a key that went and one that came beside it with the same value for one renaming.
 */
export function differencesOf(
  before: JsonValue,
  after: JsonValue,
  renamings: boolean,
  steps: readonly Step[] = [],
): Difference[] {
  if (isSame(before, after)) return [];
  if (isMap(before) && isMap(after)) return mapDifferences(before, after, renamings, steps, 'key');
  if (isList(before) && isList(after)) return listDifferences(before, after, renamings, steps);
  return [{ steps, before, after }];
}

function mapDifferences(
  before: JsonMap,
  after: JsonMap,
  renamings: boolean,
  steps: readonly Step[],
  kind: 'key' | 'name',
): Difference[] {
  const into = (name: string): readonly Step[] => [...steps, { kind, name }];
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  const come = Object.keys(after).filter((key) => !Object.hasOwn(before, key));
  const found: Difference[] = [];
  for (const [key, value] of Object.entries(before)) {
    const other = Object.hasOwn(after, key) ? after[key] : undefined;
    if (other !== undefined) found.push(...differencesOf(value, other, renamings, into(key)));
  }
  for (const key of gone) {
    const value = before[key] ?? null;
    // `1`, `true` and "" stand for too many things to be a sign of the same meaning
    const same = renamings && saysMuch(value) ? come.filter((each) => isSame(value, after[each] ?? null)) : [];
    const [twin] = same;
    if (twin === undefined || same.length > 1) {
      found.push({ steps: into(key), before: value });
      continue;
    }
    come.splice(come.indexOf(twin), 1);
    found.push({ steps: into(key), renamedTo: into(twin), before: value, after: value });
  }
  for (const key of come) found.push({ steps: into(key), after: after[key] ?? null });
  return found;
}

function listDifferences(
  before: readonly JsonValue[],
  after: readonly JsonValue[],
  renamings: boolean,
  steps: readonly Step[],
): Difference[] {
  const [named, other] = [byName(before), byName(after)];
  if (named && other) {
    const found = mapDifferences(named, other, renamings, steps, 'name');
    // in the order of the lists: an object puts keys such as `1` before all others
    const [was, is] = [namesIn(before, other), namesIn(after, named)];
    return isSame(was, is) ? found : [...found, { steps: [...steps, { kind: 'order' }], before: was, after: is }];
  }
  if (![...before, ...after].some((item) => isMap(item) || isList(item)))
    return isSame(before, after) ? [] : [{ steps, before, after }];
  const found: Difference[] = [];
  for (let index = 0; index < Math.max(before.length, after.length); index++) {
    const [was, is] = [before[index], after[index]];
    const place: readonly Step[] = [...steps, { kind: 'place', index }];
    if (was !== undefined && is !== undefined) found.push(...differencesOf(was, is, renamings, place));
    else
      found.push({
        steps: place,
        ...(was === undefined ? {} : { before: was }),
        ...(is === undefined ? {} : { after: is }),
      });
  }
  return found;
}

/** The names of a list's things that are beside too, in the order of the list. */
function namesIn(list: readonly JsonValue[], beside: JsonMap): string[] {
  return list.flatMap((item) => nameOf(item) ?? []).filter((name) => Object.hasOwn(beside, name));
}

/** A list of things that all have a name of their own; undefined for any other. */
function byName(list: readonly JsonValue[]): JsonMap | undefined {
  const entries: [string, JsonValue][] = [];
  for (const item of list) {
    const name = nameOf(item);
    if (name === undefined) return undefined;
    entries.push([name, item]);
  }
  const map = Object.fromEntries(entries);
  return list.length > 0 && Object.keys(map).length === list.length ? map : undefined;
}

function nameOf(item: JsonValue): string | undefined {
  const name = isMap(item) ? item['name'] : undefined;
  return typeof name === 'string' ? name : undefined;
}

function saysMuch(value: JsonValue): boolean {
  return typeof value === 'string' ? value.length > 1 : typeof value === 'object' && value !== null;
}

/** True of values that say the same, whatever the order of their keys. */
export function isSame(a: JsonValue, b: JsonValue): boolean {
  if (a === b) return true;
  if (isList(a)) return isList(b) && a.length === b.length && a.every((item, index) => isSame(item, b[index] ?? null));
  if (!isMap(a) || !isMap(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(a[key] ?? null, b[key] ?? null))
  );
}

/** True of a JSON list: `Array.isArray` does not narrow a readonly one. */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** A JSON object as it is; an empty one in place of all else. */
export function mapOf(value: JsonValue | undefined): JsonMap {
  return isMap(value) ? value : {};
}

/** True of a JSON object. */
export function isMap(value: JsonValue | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
