import { say } from '../../message/index.ts';
import type { Carried, CARRIED_CONNECTION, ParameterSpec } from '../../compiler/connector/index.ts';
import { listWords } from '../../compiler/diagnostics/index.ts';
import type { EndDraft, ReadContext } from './end-draft.ts';
import { isJsonMap, jsonMapOf, pathOf, scalarText } from './json-map.ts';
import { readColumns } from './read-columns.ts';
import { readConnection } from './read-connection.ts';
import { ourWord, readStart } from './read-start.ts';
import { textsOf } from './texts-of.ts';

/** A common field or a part of the datasource, from what its parameter says: the inverse of the target's `carriedValue`. */
export function readCarried(
  carries: Carried,
  spec: ParameterSpec,
  value: unknown,
  path: string,
  context: ReadContext,
): void {
  const { draft, placeholders } = context;
  if (isConnection(carries)) {
    readConnection(carries, spec, value, path, context);
    return;
  }
  const given = scalarText(value) ?? (Array.isArray(value) ? scalarText(value[0]) : undefined);
  const text =
    given === undefined || given.trim() === '' ? undefined : placeholders.inText(given, path, spec.engineNames);
  switch (carries) {
    case 'table':
      readTables(value, spec, path, context);
      return;
    case 'table.columns':
      readTableColumns(value, path, context);
      return;
    case 'table.match':
      if (text !== undefined) draft.tableMatch = text;
      return;
    case 'where':
      if (isJsonMap(value)) draft.where = placeholders.inText(JSON.stringify(value), path);
      else if (text !== undefined) draft.where = text;
      return;
    case 'query':
    case 'path':
    case 'splitBy':
    case 'partition':
      if (text !== undefined) draft[carries] = text;
      return;
    case 'columns':
      readColumns(value, spec, path, context);
      return;
    case 'mode': {
      readMode(text, spec, context);
      return;
    }
    case 'key':
      draft.key.push(...keysOf(value, spec));
      return;
    case 'key.index':
      draft.keyIndexes.push(...indexesOf(value));
      return;
    case 'preSql':
    case 'postSql':
      draft[carries].push(...statementsOf(value).map((each, index) => placeholders.inText(each, pathOf(path, index))));
      return;
    case 'file.type': {
      const type = given === undefined ? undefined : ourWord(given, spec);
      // a word that is none of ours is refused by the schema, and the file with it
      if (type !== undefined) draft.file.type = type as NonNullable<EndDraft['file']['type']>;
      return;
    }
    case 'file.delimiter':
      if (given !== undefined && given !== '') draft.file.delimiter = given;
      return;
    case 'file.encoding':
      if (text !== undefined) draft.file.encoding = text;
      return;
    case 'file.header':
      if (given === 'true' || given === 'false') draft.file.header = given === 'true';
      return;
    case 'file.compression': {
      const compression = text === undefined ? undefined : ourWord(text, spec);
      if (compression !== undefined) draft.file.compression = spec.words === undefined ? (text ?? '') : compression;
      return;
    }
    case 'incremental.column':
      if (typeof value === 'number') draft.incrementalColumn = value;
      else if (text !== undefined) draft.incrementalColumn = text;
      return;
    case 'incremental.start':
      // a position that the scheduler put in is now Sluice's own cursor
      if (text !== undefined && !text.includes('${')) draft.incrementalFrom = text;
      return;
    case 'start.kind':
    case 'start.time':
    case 'start.offsets':
    case 'start.file':
    case 'start.position':
    case 'start.scn':
    case 'start.lsn':
      readStart(carries, spec, value, path, context);
      return;
    default:
      carries satisfies never;
  }
}

function isConnection(carries: Carried): carries is (typeof CARRIED_CONNECTION)[number] {
  return carries.startsWith('datasource.');
}

/** A word that the writer does not have would write other rows than the job says: no pipeline means that. */
function readMode(word: string | undefined, spec: ParameterSpec, { draft, plugin, refusals }: ReadContext): void {
  if (word === undefined || spec.words === undefined) return;
  const mode = ourWord(word, spec) ?? (Object.hasOwn(spec.words, word.toLowerCase()) ? word.toLowerCase() : undefined);
  // the words of a mode are keyed by our modes
  if (mode !== undefined) draft.mode = mode as NonNullable<EndDraft['mode']>;
  else
    refusals?.push(
      say`\`${plugin.name}\` has no mode \`${word}\`: it has ${listWords(Object.values(spec.words), 'and')}`,
    );
}

/** Of a list as many as the engine looks at. */
function readTables(value: unknown, spec: ParameterSpec, path: string, context: ReadContext): void {
  const tables = textsOf(value, spec);
  const read = context.role === 'sink' ? 1 : (spec.maximumItems ?? (isOne(spec) ? 1 : Infinity));
  for (let index = read; index < tables.length; index += 1)
    context.notes.add(pathOf(path, index), 'beyond-element-0', say`the engine reads the first table alone`);
  context.draft.tables.push(...tables.slice(0, read).map((table) => context.placeholders.inText(table, path)));
}

/** Columns under their table's name, as JSON or as the text of it: hive's `tablesColumn`. */
function readTableColumns(value: unknown, path: string, context: ReadContext): void {
  const [first, ...others] = Object.entries(jsonMapOf(value));
  if (first === undefined) return;
  const [table, columns] = first;
  for (const [name] of others) context.notes.add(pathOf(path, name), 'not-carried', say`a pipeline writes one table`);
  context.draft.tables.push(context.placeholders.inText(table, path));
  const named = (Array.isArray(columns) ? columns : [])
    .filter(isJsonMap)
    .map(({ key, name, ...rest }) => ({ name: name ?? key, ...rest }));
  readColumns(named, { type: 'list', description: '' }, path, context);
}

function isOne({ type, separator }: ParameterSpec): boolean {
  return type === 'string' && separator === undefined;
}

/** A list, one text, or FlinkX 1.11's map of an index's name to its columns. */
function keysOf(value: unknown, spec: ParameterSpec): string[] {
  if (isJsonMap(value)) return textsOf(Object.values(value)[0] ?? [], spec);
  if (Array.isArray(value) && Array.isArray(value[0])) return textsOf(value[0], spec);
  return textsOf(value, spec);
}

/** Numbers, or objects with an `index`. */
function indexesOf(value: unknown): number[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.map((item) => Number(isJsonMap(item) ? item['index'] : item)).filter(Number.isInteger);
}

function statementsOf(value: unknown): string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.filter((item): item is string => typeof item === 'string' && item.trim() !== '');
}
