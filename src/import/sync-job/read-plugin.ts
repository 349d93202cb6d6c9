import { say } from '../../message/index.ts';
import { allParameters, type ParameterSpec } from '../../compiler/connector/index.ts';
import type { ReadContext } from './end-draft.ts';
import { holdsSecret, isSecretName } from './hide-secrets.ts';
import { isJsonMap, jsonMapOf, pathOf, saysNothing, type JsonMap } from './json-map.ts';
import { readCarried } from './read-carried.ts';
import { readShards, readsShards } from './read-shards.ts';
import { ourWord } from './read-start.ts';
import { readOption } from './read-option.ts';

type Parameters = Readonly<Record<string, ParameterSpec>>;

/**
 * Reads the parameters of a reader or writer into its draft, by the table that prints them: what carries
 * something becomes a field or a part of the datasource, the rest options. What the table does not know is
 * left to the comparison.
 */
export function readPlugin(parameter: JsonMap, path: string, context: ReadContext): void {
  readParameters(context.plugin.parameters, parameter, path, context.draft.options, context);
}

function readParameters(
  specs: Parameters,
  map: JsonMap,
  path: string,
  options: Record<string, unknown>,
  context: ReadContext,
): void {
  for (const [key, value] of Object.entries(map)) {
    const spec = Object.hasOwn(specs, key) ? specs[key] : undefined;
    if (spec === undefined || value === null) continue;
    readParameter(key, spec, value, pathOf(path, key), options, context);
  }
}

function readParameter(
  key: string,
  spec: ParameterSpec,
  value: unknown,
  path: string,
  options: Record<string, unknown>,
  context: ReadContext,
): void {
  const { members } = spec;
  if (members !== undefined && carriesAny(members)) {
    readMembers(key, spec, members, value, path, options, context);
    return;
  }
  if (spec.carries !== undefined && !isForOptions(spec, value)) {
    readCarried(spec.carries, spec, value, path, context);
    return;
  }
  if (spec.secret === true || isSecret(key, value)) {
    if (!saysNothing(value))
      context.notes.add(path, 'secret', say`a password cannot stand among options: give it in the datasource`);
    return;
  }
  // "" is how people leave an option out; the engines read it as nothing, and so does the check
  if (saysNothing(value) && !(spec.type === 'string' && spec.default !== undefined)) return;
  const json = spec.jsonText === true ? jsonMapOf(value) : {};
  options[key] = readOption(Object.keys(json).length > 0 ? json : value, spec, path, context);
}

/** A map, or a list of maps of which the engine reads the first, in which some keys carry something. */
function readMembers(
  key: string,
  spec: ParameterSpec,
  members: Parameters,
  value: unknown,
  path: string,
  options: Record<string, unknown>,
  context: ReadContext,
): void {
  const isList = Array.isArray(value);
  const elements: readonly unknown[] = isList ? value : [value];
  const [map] = elements;
  if (!isJsonMap(map)) return;
  if (readsShards(spec, members) && elements.length > 1) {
    readShards(elements, members, path, context);
    return;
  }
  for (let index = 1; index < elements.length; index += 1)
    context.notes.add(pathOf(path, index), 'beyond-element-0', say`the engine reads the first element alone`);
  const own: Record<string, unknown> = {};
  const place = isList ? pathOf(path, 0) : path;
  readParameters(members, ownUser(map, members, place, context), place, own, context);
  if (isKeyed(members)) readIndexes(map, members, place, context);
  const rest = Object.fromEntries(Object.entries(map).filter(([name]) => !Object.hasOwn(members, name)));
  if (spec.carries !== undefined) readCarried(spec.carries, spec, rest, path, context);
  else if (spec.type === 'text-map')
    Object.assign(own, readOption(rest, { type: 'text-map', description: '' }, path, context));
  if (Object.keys(own).length > 0) options[key] = isList && spec.type === 'object-list' ? [own] : own;
}

/** ChunJun takes a user of the connection's own in place of the one beside it: it is the datasource's. */
function ownUser(map: JsonMap, members: Parameters, path: string, { draft, notes }: ReadContext): JsonMap {
  const { username, password, ...rest } = map;
  const isOwn = members['password']?.secret === true && members['password'].carries === undefined;
  if (!isOwn || (saysNothing(username ?? '') && saysNothing(password ?? ''))) return map;
  for (const key of ['username', 'password'])
    notes.add(pathOf(path, key), 'rewritten', say`the connection's own user stands in the datasource`);
  if (typeof username === 'string' && username !== '') draft.connection.fields.username = username;
  if (typeof password === 'string' && password !== '') draft.connection.secrets.password = password;
  return rest;
}

/** FlinkX 1.11 takes the columns of a unique index under any name. */
function isKeyed(members: Parameters): boolean {
  return members['key']?.carries === 'key';
}

function readIndexes(map: JsonMap, members: Parameters, path: string, context: ReadContext): void {
  const [first] = Object.entries(map);
  if (first === undefined || Object.hasOwn(map, 'key')) return;
  const [name, columns] = first;
  readCarried('key', members['key'] ?? { type: 'string-list', description: '' }, columns, pathOf(path, name), context);
  context.notes.add(pathOf(path, name), 'renamed', say`the engine looks at the columns of an index, not at its name`);
}

/** A value that our field has no word for, or no room, and that the author may give as an option. */
function isForOptions(spec: ParameterSpec, value: unknown): boolean {
  if (spec.alsoOption !== true) return false;
  if (spec.carries === 'table.columns') return Object.keys(jsonMapOf(value)).length > 1;
  return spec.words !== undefined && ourWord(String(value), spec) === undefined;
}

function carriesAny(members: Parameters): boolean {
  return allParameters(members).some(({ carries }) => carries !== undefined);
}

function isSecret(key: string, value: unknown): boolean {
  if (typeof value !== 'string') return false;
  return (isSecretName(key) && !/^(?:true|false)$/.test(value)) || holdsSecret(value);
}
