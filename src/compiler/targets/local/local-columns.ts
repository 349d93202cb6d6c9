import { toTemplate, type Template } from '../../artefact/index.ts';
import type { Text } from '../../../time/index.ts';
import type { ColumnNode } from '../../ir/index.ts';
import { columnTypeText } from '../column-type-text.ts';

type Columns = '*' | readonly ColumnNode[];

/** The columns that are really read: a constant of the source is put in at the sink. */
export function localSourceColumns(columns: Columns): Template {
  if (columns === '*') return '*';
  return columns
    .filter(({ value }) => value === undefined)
    .map((column) => ({ name: column.name, type: typeOf(column) }));
}

/** What is written: each column with the source column or the constant that feeds it. */
export function localSinkColumns(columns: Columns, source: Columns): Template {
  if (columns === '*') return '*';
  const constants = new Map<string, Text>();
  for (const { name, value } of source === '*' ? [] : source) if (value !== undefined) constants.set(name, value);
  return columns.map((column) => {
    const from = column.from ?? column.name;
    const value = column.value ?? constants.get(from);
    const origin = value === undefined ? { from } : { value: toTemplate(value) };
    return { name: column.name, type: typeOf(column), ...origin };
  });
}

function typeOf(column: ColumnNode): string | null {
  return column.type === undefined ? null : columnTypeText(column.type);
}
