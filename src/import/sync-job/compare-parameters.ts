import { say, type Message } from '../../message/index.ts';
import type { ParameterSpec } from '../../compiler/connector/index.ts';
import { compareColumns, compareTableColumns } from './compare-columns.ts';
import type { Comparison } from './compare-context.ts';
import { sameAddress, sameCondition, sameScalar, sameValue } from './compare-values.ts';
import { isSecretName } from './hide-secrets.ts';
import { headersOf } from './headers-of.ts';
import { isJsonMap, jsonMapOf, pathOf, saysNothing, scalarText, type JsonMap } from './json-map.ts';

type Parameters = Readonly<Record<string, ParameterSpec>>;

/** Parameters of the old job against those of the printed one, key by key; every leaf is equal or a difference. */
export function compareParameters(
  specs: Parameters,
  from: JsonMap,
  to: JsonMap,
  path: string,
  comparison: Comparison,
  unknown: (key: string) => Message = (key) => say`the plugin reads no \`${key}\``,
): void {
  for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
    const spec = Object.hasOwn(specs, key) ? specs[key] : undefined;
    const place = pathOf(path, key);
    if (from[key] === undefined) addedValue(to[key], spec, place, comparison);
    else if (to[key] === undefined) missingValue(key, from[key], spec, place, comparison, unknown);
    else compareValue(from[key], to[key], spec, place, comparison);
  }
}

function addedValue(to: unknown, spec: ParameterSpec | undefined, path: string, comparison: Comparison): void {
  if (spec?.default !== undefined && sameScalar(spec.default, to, undefined, comparison.target)) return;
  if (spec?.members !== undefined && isJsonMap(to)) {
    compareParameters(spec.members, {}, to, path, comparison);
    return;
  }
  const message =
    spec?.default === undefined
      ? say`Sluice says it, and the old job left it to the engine`
      : say`Sluice says it, and the old job left it to the engine, which would take \`${spec.default}\``;
  comparison.add(path, undefined, to, 'added', message);
}

function missingValue(
  key: string,
  from: unknown,
  spec: ParameterSpec | undefined,
  path: string,
  comparison: Comparison,
  unknown: (key: string) => Message,
): void {
  const add = comparison.add.bind(comparison, path, from, undefined);
  if (spec === undefined && comparison.notes.at(path) === undefined) add('unknown-key', unknown(key));
  else if (saysNothing(from)) add('default', say`it says nothing`);
  else if (spec?.default !== undefined && sameScalar(from, spec.default, undefined, comparison.target))
    add('default', say`it is what the engine does anyway`);
  else if (spec?.members !== undefined && isJsonMap(from) && !comparison.notes.has(path))
    compareParameters(spec.members, from, {}, path, comparison);
  else if (isSecretName(key)) add('secret', say`a password cannot stand here: give it in the datasource`);
  else add('not-carried', say`Sluice does not print it for this pipeline`);
}

function compareValue(
  from: unknown,
  to: unknown,
  spec: ParameterSpec | undefined,
  path: string,
  comparison: Comparison,
): void {
  const { target } = comparison;
  // a literal against its reference
  if (isReference(to) && scalarText(from) !== undefined && spec?.carries !== 'datasource.username') return;
  if (spec?.carries === 'columns') return compareColumns(from, to, path, comparison);
  if (spec?.carries === 'datasource.headers') return compareMaps(headersOf(from), headersOf(to), path, comparison);
  if (spec?.members !== undefined && isMapOrList(from) && isMapOrList(to))
    return compareMembers(from, to, spec, spec.members, path, comparison);
  if (isCarriedSame(from, to, spec)) return;
  if (spec?.carries === 'table.columns') return compareTableColumns(jsonMapOf(from), jsonMapOf(to), path, comparison);
  if (spec?.jsonText === true && isText(from) && isText(to))
    return compareMaps(jsonMapOf(from), jsonMapOf(to), path, comparison);
  if (sameValue(from, to, spec?.type, target)) return;
  if (isJsonMap(from) && isJsonMap(to)) return compareMaps(from, to, path, comparison);
  if (Array.isArray(from) && Array.isArray(to)) return compareLists(from, to, path, comparison);
  comparison.add(path, from, to, 'rewritten', say`it is written differently`);
}

/** JSON in a text, or itself. */
function isText(value: unknown): boolean {
  return typeof value === 'string' ? Object.keys(jsonMapOf(value)).length > 0 : isJsonMap(value);
}

/** The same said in another form: a list or its only element, a word in other case, properties in other order. */
function isCarriedSame(from: unknown, to: unknown, spec: ParameterSpec | undefined): boolean {
  const a = only(from);
  const b = only(to);
  if (spec?.carries === undefined || a === undefined || b === undefined) return false;
  switch (spec.carries) {
    case 'datasource.jdbcUrl':
    case 'datasource.url':
      return sameAddress(a, b);
    case 'where':
      return sameCondition(a, b);
    case 'mode':
    case 'file.type':
    case 'file.compression':
    case 'start.kind':
      return a.toLowerCase() === b.toLowerCase();
    default:
      return a === b;
  }
}

/** A text, or the only text of a list; a list of several is compared as a list. */
function only(value: unknown): string | undefined {
  return Array.isArray(value) && value.length === 1 ? scalarText(value[0]) : scalarText(value);
}

function compareMembers(
  from: object,
  to: object,
  spec: ParameterSpec,
  members: Parameters,
  path: string,
  comparison: Comparison,
): void {
  if (!Array.isArray(from) && !Array.isArray(to)) {
    const [index] = Object.entries(from);
    const made = (to as JsonMap)['key']; // no lists: maps
    if (members['key']?.carries === 'key' && index !== undefined && index[0] !== 'key' && made !== undefined) {
      comparison.add(pathOf(path, index[0]), index[1], made, 'renamed', say`the index has another name`);
      return;
    }
    const keys = spec.type === 'text-map' ? { ...textKeys(from), ...members } : members;
    compareParameters(keys, from as JsonMap, to as JsonMap, path, comparison, unknownMember(path)); // no lists: maps
    return;
  }
  const before: readonly unknown[] = Array.isArray(from) ? from : [from];
  const after: readonly unknown[] = Array.isArray(to) ? to : [to];
  for (const [index, item] of before.entries()) {
    const place = pathOf(path, index);
    const other = after[index];
    if (isJsonMap(item) && isJsonMap(other))
      compareParameters(members, item, other, place, comparison, unknownMember(path));
    else if (other === undefined)
      comparison.add(place, item, undefined, 'not-carried', say`the element is not printed`);
    else compareValue(item, other, undefined, place, comparison);
  }
  for (const [index, item] of after.entries())
    if (index >= before.length)
      comparison.add(pathOf(path, index), undefined, item, 'added', say`an element that Sluice prints`);
}

function unknownMember(path: string): (key: string) => Message {
  return (key) => say`the engine reads no \`${key}\` in \`${path.split('.').at(-1) ?? ''}\``;
}

/** In a map of text every key is known. */
function textKeys(map: object): Parameters {
  return Object.fromEntries(Object.keys(map).map((key) => [key, { type: 'string', description: '' } as const]));
}

function compareMaps(from: JsonMap, to: JsonMap, path: string, comparison: Comparison): void {
  compareParameters({ ...textKeys(from), ...textKeys(to) }, from, to, path, comparison);
}

function compareLists(from: readonly unknown[], to: readonly unknown[], path: string, comparison: Comparison): void {
  for (let index = 0; index < Math.max(from.length, to.length); index += 1) {
    const place = pathOf(path, index);
    if (index >= from.length) comparison.add(place, undefined, to[index], 'added', say`an element that Sluice prints`);
    else if (index >= to.length)
      comparison.add(place, from[index], undefined, 'not-carried', say`the element is not printed`);
    else compareValue(from[index], to[index], undefined, place, comparison);
  }
}

function isReference(value: unknown): boolean {
  return typeof value === 'string' && value.includes('${secret:');
}

function isMapOrList(value: unknown): value is object {
  return isJsonMap(value) || Array.isArray(value);
}
