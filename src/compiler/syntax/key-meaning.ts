import { nearName } from '../diagnostics/index.ts';
import { isMapping, type Path } from '../text/index.ts';
import { fits, nodesAt, type SchemaNode } from './schema-node.ts';
import { valueAt } from './shape-words.ts';
import { keysMeantBy, plainKey } from './words-of-other-tools.ts';

/** What is meant by a key that may not stand where it stands. */
export type KeyMeaning =
  | { readonly kind: 'renamed'; readonly to: string; readonly certain: boolean }
  /** It may stand in the map at `into`, which is a sibling's or one that holds it. */
  | { readonly kind: 'moved'; readonly into: Path; readonly direction: 'in' | 'out' }
  /** Another place has the key, under the name `path` ends with. */
  | { readonly kind: 'elsewhere'; readonly path: Path }
  /** It is the end of the value of the key before it, which YAML cuts at its comma: `{ type: decimal(18,2) }`. */
  | { readonly kind: 'cut'; readonly of: string; readonly text: string }
  /** A datasource has the key. */
  | { readonly kind: 'connection'; readonly key: string }
  | { readonly kind: 'unknown' };

/** Keys of datasources that authors of other tools' jobs write beside the table. */
const CONNECTION: ReadonlySet<string> = new Set([
  'username',
  'password',
  'url',
  'host',
  'port',
  'database',
  'brokers',
  'properties',
  'shards',
  'hadoop',
]);

/** Decides what an unknown key of the map at `owner` means: a place first, then another tool's word, then a slip. */
export function meaningOf(key: string, owner: Path, schema: SchemaNode, root: unknown): KeyMeaning {
  const cut = cutFrom(key, valueAt(root, owner));
  if (cut !== undefined) return cut;
  const into = siblingAbove(key, owner, schema, root);
  if (into !== undefined) return { kind: 'moved', into, direction: 'in' };
  const around = holderOf(key, owner, schema, root);
  if (around !== undefined) return { kind: 'moved', into: around, direction: 'out' };
  const map = valueAt(root, owner);
  const known = keysOf(nodesAt(schema, owner)).filter((name) => !isMapping(map) || !Object.hasOwn(map, name));
  const value = isMapping(map) ? map[key] : undefined;
  const takes = (name: string): boolean => nodesAt(schema, [...owner, name]).some((node) => fits(value, node));
  const same = known.find((name) => plainKey(name) === plainKey(key));
  if (same !== undefined) return { kind: 'renamed', to: same, certain: takes(same) };
  const words = keysMeantBy(key);
  const word = words.find((name) => known.includes(name));
  if (word !== undefined)
    return takes(word) ? { kind: 'renamed', to: word, certain: false } : { kind: 'elsewhere', path: [...owner, word] };
  const near = nearName(key, known);
  if (near !== undefined) return { kind: 'renamed', to: near.name, certain: near.certain && takes(near.name) };
  const elsewhere = words.map((name) => placeOf(name, schema)).find((path) => path !== undefined);
  if (elsewhere !== undefined) return { kind: 'elsewhere', path: elsewhere };
  const connection = [key, ...words].find((name) => CONNECTION.has(name));
  const inMovement = owner[0] === 'source' || owner[0] === 'sink';
  return connection !== undefined && inMovement ? { kind: 'connection', key: connection } : { kind: 'unknown' };
}

/** `2)` behind `decimal(18`. */
function cutFrom(key: string, map: unknown): KeyMeaning | undefined {
  if (!/^\d+\s*\)$/.test(key) || !isMapping(map) || map[key] !== null) return undefined;
  const names = namesIn(map);
  const of = names[names.indexOf(key) - 1];
  const value = of === undefined ? undefined : map[of];
  if (of === undefined || typeof value !== 'string' || !/\(\s*\d+$/.test(value)) return undefined;
  return { kind: 'cut', of, text: `${value},${key}` };
}

/** Keys that may stand in a map of one of these forms. */
export function keysOf(nodes: readonly SchemaNode[]): readonly string[] {
  return [...new Set(nodes.flatMap((node) => Object.keys(node.properties ?? {})))];
}

/** The map, or the key without a value, that stands above the key beside it and may have it. */
function siblingAbove(key: string, owner: Path, schema: SchemaNode, root: unknown): Path | undefined {
  const map = valueAt(root, owner);
  if (!isMapping(map)) return undefined;
  let nearest: string | undefined;
  for (const name of namesIn(map)) {
    if (name === key) break;
    const value = map[name];
    const free = value === null || (isMapping(value) && !Object.hasOwn(value, key));
    if (free && keysOf(nodesAt(schema, [...owner, name])).includes(key)) nearest = name;
  }
  return nearest === undefined ? undefined : [...owner, nearest];
}

/** Keys in their order, kept by map: they are asked for at each unknown key, and a file may be nothing but those. */
const NAMES = new WeakMap<object, readonly string[]>();

function namesIn(map: object): readonly string[] {
  const names = NAMES.get(map) ?? Object.keys(map);
  NAMES.set(map, names);
  return names;
}

/** The nearest map around the one at `owner` that may have the key and has it not. */
function holderOf(key: string, owner: Path, schema: SchemaNode, root: unknown): Path | undefined {
  for (let length = owner.length - 1; length >= 0; length -= 1) {
    const path = owner.slice(0, length);
    const map = valueAt(root, path);
    if (isMapping(map) && !Object.hasOwn(map, key) && keysOf(nodesAt(schema, path)).includes(key)) return path;
  }
  return undefined;
}

/** The first place in a schema that has a key, from the root down; lists are not looked into. */
function placeOf(key: string, schema: SchemaNode): Path | undefined {
  let paths: Path[] = [[]];
  while (paths.length > 0) {
    const found = paths.find((path) => path.length > 0 && keysOf(nodesAt(schema, path)).includes(key));
    if (found !== undefined) return [...found, key];
    paths = paths.flatMap((path) =>
      path.length > 2 ? [] : keysOf(nodesAt(schema, path)).map((name) => [...path, name]),
    );
  }
  return undefined;
}
