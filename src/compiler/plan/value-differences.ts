/** Plain JSON: what a job is once its holes are shown as text. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** One place where two JSON values differ; `before` or `after` is absent where that side has nothing there. */
export interface ValueDifference {
  /** For example `job.content[0].reader.parameter.column[id].type`. */
  readonly path: string;
  /** The same value's place on the other side, where only the key has another name. */
  readonly renamedTo?: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

type JsonMap = { readonly [key: string]: JsonValue };

/**
 * Where two values differ, the order of keys aside. Lists of named things are compared by name, and then
 * by their order; other lists of things by place; lists of plain values as a whole. A key that went and one that came
 * beside it with the same value are one renaming.
 */
export function valueDifferences(before: JsonValue, after: JsonValue, path = ''): ValueDifference[] {
  if (isMap(before) && isMap(after)) return mapDifferences(before, after, path);
  if (isList(before) && isList(after)) return listDifferences(before, after, path);
  return isSame(before, after) ? [] : [{ path, before, after }];
}

function mapDifferences(before: JsonMap, after: JsonMap, path: string): ValueDifference[] {
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  const come = Object.keys(after).filter((key) => !Object.hasOwn(before, key));
  const differences: ValueDifference[] = [];
  for (const [key, value] of Object.entries(before)) {
    const other = after[key];
    if (other !== undefined) differences.push(...valueDifferences(value, other, member(path, key)));
  }
  for (const key of gone) {
    const value = before[key] ?? null;
    // `1`, `true` and "" stand for too many things to be a sign of the same meaning
    const same = come.filter((each) => saysMuch(value) && isSame(value, after[each] ?? null));
    const [twin] = same;
    if (twin === undefined || same.length > 1) {
      differences.push({ path: member(path, key), before: value });
      continue;
    }
    come.splice(come.indexOf(twin), 1);
    differences.push({ path: member(path, key), renamedTo: member(path, twin), before: value, after: value });
  }
  for (const key of come) differences.push({ path: member(path, key), after: after[key] ?? null });
  return differences;
}

function listDifferences(before: readonly JsonValue[], after: readonly JsonValue[], path: string): ValueDifference[] {
  const [named, other] = [byName(before), byName(after)];
  if (named && other) {
    const found = mapDifferences(named, other, path);
    const names = (map: JsonMap, beside: JsonMap): string[] => Object.keys(map).filter((name) => beside[name]);
    const [was, is] = [names(named, other), names(other, named)];
    return isSame(was, is) ? found : [...found, { path: `${path} (order)`, before: was, after: is }];
  }
  if (![...before, ...after].some((item) => isMap(item) || isList(item)))
    return isSame(before, after) ? [] : [{ path, before, after }];
  const differences: ValueDifference[] = [];
  for (let index = 0; index < Math.max(before.length, after.length); index++) {
    const [was, is] = [before[index], after[index]];
    const place = `${path}[${index}]`;
    if (was !== undefined && is !== undefined) differences.push(...valueDifferences(was, is, place));
    else
      differences.push({
        path: place,
        ...(was === undefined ? {} : { before: was }),
        ...(is === undefined ? {} : { after: is }),
      });
  }
  return differences;
}

/** A list of things that all have a name of their own, by `[name]`; undefined for any other. */
function byName(list: readonly JsonValue[]): JsonMap | undefined {
  const entries: [string, JsonValue][] = [];
  for (const item of list) {
    const name = isMap(item) ? item['name'] : undefined;
    if (typeof name !== 'string') return undefined;
    entries.push([`[${name}]`, item]);
  }
  const map = Object.fromEntries(entries);
  return list.length > 0 && Object.keys(map).length === list.length ? map : undefined;
}

/** Keys with dots of their own stand in brackets, like names. */
function member(path: string, key: string): string {
  if (key.startsWith('[')) return `${path}${key}`;
  if (!/^[\w$-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

function saysMuch(value: JsonValue): boolean {
  return typeof value === 'string' ? value.length > 1 : typeof value === 'object' && value !== null;
}

function isSame(a: JsonValue, b: JsonValue): boolean {
  return a === b || JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: JsonValue): JsonValue {
  if (isList(value)) return value.map(sorted);
  if (!isMap(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isMap(value: JsonValue): value is JsonMap {
  return typeof value === 'object' && value !== null && !isList(value);
}
