import type { ColumnType } from '../../../../compiler/index.ts';
import { BATCH_ROWS, type Column, type RawBatch } from '../rows.ts';
import { JsonArraySplitter } from './json-splitter.ts';
import { jsonCell, parseJsonObject } from './parse-json-row.ts';
import type { RefuseLine, TextRows, Wanted } from './text-rows.ts';

/** The text of one row and its number: the line in jsonl, the element in an array. */
interface JsonText {
  readonly number: number;
  readonly text: string;
}

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Rows of a JSON array of objects, or of one object a line. A member that is not there is NULL. When the
 * columns are not declared, the first thousand objects say which there are and of what type; an object
 * with another member later on is refused, because leaving the member out would lose it.
 */
export async function openJsonRows(
  text: AsyncIterable<string>,
  type: 'json' | 'jsonl',
  wanted: Wanted,
  refuse: RefuseLine,
): Promise<TextRows> {
  const unit = type === 'json' ? 'row' : 'line';
  const batches = objectBatches(type === 'json' ? arrayElements(text) : lines(text), refuse);
  const first = (await batches.next()).value ?? [];
  const columns = chooseColumns(first, wanted);
  const known = wanted.declared === '*' ? new Set(columns.map(({ name }) => name)) : undefined;
  const lay = (objects: readonly NumberedObject[]): RawBatch => layOut(objects, columns, known, unit, refuse);
  return {
    columns,
    async *batches() {
      yield lay(first);
      for await (const objects of batches) yield lay(objects);
    },
    close: async () => {
      await batches.return(undefined);
    },
  };
}

interface NumberedObject {
  readonly number: number;
  readonly object: JsonObject;
}

async function* objectBatches(
  texts: AsyncIterable<readonly JsonText[]>,
  refuse: RefuseLine,
): AsyncGenerator<NumberedObject[], undefined> {
  let objects: NumberedObject[] = [];
  for await (const some of texts) {
    for (const { number, text } of some) {
      const object = parseJsonObject(text);
      if (object === undefined) refuse(number, 'is not a JSON object');
      else objects.push({ number, object });
      if (objects.length < BATCH_ROWS) continue;
      yield objects;
      objects = [];
    }
  }
  if (objects.length > 0) yield objects;
}

async function* arrayElements(text: AsyncIterable<string>): AsyncIterable<readonly JsonText[]> {
  const splitter = new JsonArraySplitter();
  let number = 0;
  for await (const piece of text) {
    yield splitter.push(piece).map((element) => {
      number += 1;
      return { number, text: element };
    });
  }
  splitter.end();
}

async function* lines(text: AsyncIterable<string>): AsyncIterable<readonly JsonText[]> {
  let rest = '';
  let number = 0;
  for await (const piece of text) {
    const parts = (rest + piece).split('\n');
    rest = parts.pop() ?? '';
    const complete: JsonText[] = [];
    for (const line of parts) {
      number += 1;
      if (line.trim() !== '') complete.push({ number, text: line });
    }
    yield complete;
  }
  if (rest.trim() !== '') yield [{ number: number + 1, text: rest }];
}

function layOut(
  objects: readonly NumberedObject[],
  columns: readonly Column[],
  known: ReadonlySet<string> | undefined,
  unit: RawBatch['unit'],
  refuse: RefuseLine,
): RawBatch {
  const rows: unknown[][] = [];
  const numbers: number[] = [];
  for (const { number, object } of objects) {
    const stranger = known === undefined ? undefined : Object.keys(object).find((name) => !known.has(name));
    if (stranger !== undefined) {
      refuse(number, `has a member ${stranger} that no object before had; declare the columns`);
      continue;
    }
    rows.push(columns.map((column) => jsonCell(ownMember(object, column.name), column)));
    numbers.push(number);
  }
  return { rows, numbers, unit };
}

function ownMember(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function chooseColumns(first: readonly NumberedObject[], { declared, all }: Wanted): readonly Column[] {
  if (declared !== '*' && !all) return declared.map((column) => named(column, first));
  const columns = new Map<string, Column>();
  if (declared !== '*') for (const column of declared) columns.set(column.name, named(column, first));
  for (const { object } of first) {
    for (const name of Object.keys(object)) {
      if (!columns.has(name)) columns.set(name, { name, type: seenType(first, name) });
    }
  }
  return [...columns.values()];
}

function named({ name, type }: Column, first: readonly NumberedObject[]): Column {
  return { name, type: type ?? seenType(first, name) };
}

/** The narrowest type that takes every value of a member among the first objects; text when they differ. */
function seenType(first: readonly NumberedObject[], name: string): ColumnType {
  const kinds = new Set<ReturnType<typeof kindOf>>();
  for (const { object } of first) {
    const value = ownMember(object, name);
    if (value !== null && value !== undefined) kinds.add(kindOf(value));
  }
  const [only] = kinds;
  if (kinds.size === 1 && only !== undefined && only !== 'string') return { name: only };
  const numeric = [...kinds].every((kind) => kind === 'int64' || kind === 'float64');
  return kinds.size > 0 && numeric ? { name: 'float64' } : { name: 'string' };
}

function kindOf(value: unknown): 'bool' | 'int64' | 'float64' | 'json' | 'string' {
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'int64' : 'float64';
  return typeof value === 'object' ? 'json' : 'string';
}
