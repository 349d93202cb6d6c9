import type { ColumnType } from '../ir/index.ts';

/** A column type as text that `parseColumnType` reads back: `decimal(18,2)`, `timestamp(3)`, `string(64)`. */
export function columnTypeText(type: ColumnType): string {
  if (type.name === 'decimal') return `decimal(${type.precision},${type.scale})`;
  if ('precision' in type) return `${type.name}(${type.precision})`;
  return 'length' in type && type.length !== undefined ? `${type.name}(${type.length})` : type.name;
}
