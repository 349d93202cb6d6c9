import type { ParameterSpec } from '../../compiler/connector/index.ts';
import type { ColumnDefinition } from '../../compiler/syntax/index.ts';
import { authorType } from './author-type.ts';
import type { ReadContext } from './end-draft.ts';
import { isJsonMap, pathOf, scalarText, type JsonMap } from './json-map.ts';
import { textsOf } from './texts-of.ts';

/** A column list: `["*"]`, names, or objects; element 0 decides which, as it does in the engine. */
export function readColumns(value: unknown, spec: ParameterSpec, path: string, context: ReadContext): void {
  const { draft } = context;
  if (!Array.isArray(value)) {
    const names = typeof value === 'string' ? textsOf(value, spec) : [];
    if (names.length > 0) draft.columns = names[0] === '*' ? '*' : names.map((name) => ({ name }));
    return;
  }
  const items: readonly unknown[] = value;
  if (items.length === 0) return;
  if (items[0] === '*') {
    draft.columns = '*';
    return;
  }
  const columns = items.flatMap((item, index) => readColumn(item, index, pathOf(path, index), context) ?? []);
  if (columns.length > 0) draft.columns = columns;
}

function readColumn(item: unknown, index: number, path: string, context: ReadContext): ColumnDefinition | undefined {
  if (isJsonMap(item)) return fromObject(item, index, path, context);
  const name = scalarText(item);
  return name === undefined || name === '' ? undefined : { name };
}

function fromObject(column: JsonMap, place: number, path: string, context: ReadContext): ColumnDefinition {
  const { plugin, precision, placeholders } = context;
  const text = (key: string): string | undefined => {
    const value = scalarText(column[key]);
    return value === '' ? undefined : value;
  };
  const index = Number(text('index') ?? Number.NaN);
  const isPlaced = Number.isInteger(index) && index >= 0;
  const name = text('name') ?? (isPlaced ? undefined : `c${place}`);
  const type = text('type');
  const value = scalarText(column['value']);
  const format = text('format');
  const splitter = scalarText(column['splitter']);
  const comment = text('comment');
  return {
    ...(name === undefined ? {} : { name }),
    ...(type === undefined ? {} : authorType(type, plugin.typeWords ?? 'plain', precision)),
    ...(isPlaced ? { index } : {}),
    ...(format === undefined ? {} : { format }),
    ...(String(column['isPart']) === 'true' ? { partition: true } : {}),
    ...(splitter === undefined || splitter === '' ? {} : { splitter }),
    ...(comment === undefined ? {} : { comment }),
    ...(value === undefined ? {} : { value: placeholders.inText(value, pathOf(path, 'value')) }),
  };
}
