import { toTemplate, type Template } from '../../artefact/index.ts';
import type { ColumnNode, ColumnType } from '../../ir/index.ts';

/** An engine's word for a type. */
export type TypeWord = (type: ColumnType) => string;

/**
 * The `column` list of a reader or writer: `["*"]`, names, or objects. One typed column makes objects of
 * all, because element 0 alone decides how both engines read the list.
 */
export function columnTemplates(columns: '*' | readonly ColumnNode[], word: TypeWord): readonly Template[] {
  if (columns === '*') return ['*'];
  return columns.some(isMoreThanName) ? columns.map((column) => columnObject(column, word)) : columns.map(nameOf);
}

function isMoreThanName(column: ColumnNode): boolean {
  const { type, nativeType, index, format, value, partition, splitter } = column;
  return [type, nativeType, index, format, value, partition, splitter].some((detail) => detail !== undefined);
}

function columnObject(column: ColumnNode, word: TypeWord): Template {
  const type = column.nativeType ?? (column.type === undefined ? undefined : word(column.type));
  return {
    ...(column.unnamed === true ? {} : { name: column.name }),
    ...(type === undefined ? {} : { type }),
    ...(column.index === undefined ? {} : { index: column.index }),
    ...(column.format === undefined ? {} : { format: column.format }),
    ...(column.partition === undefined ? {} : { isPart: column.partition }),
    ...(column.splitter === undefined ? {} : { splitter: column.splitter }),
    ...(column.value === undefined ? {} : { value: toTemplate(column.value) }),
  };
}

function nameOf(column: ColumnNode): string {
  return column.name;
}
