import type { ColumnType } from './column-type.ts';

/** The type as text, in Sluice's own words. */
export function formatColumnType(type: ColumnType): string {
  switch (type.name) {
    case 'decimal':
      return `decimal(${type.precision},${type.scale})`;
    case 'string':
      return type.length === undefined ? 'string' : `string(${type.length})`;
    case 'time':
    case 'timestamp':
    case 'timestamptz':
      return `${type.name}(${type.precision})`;
    default:
      return type.name;
  }
}
