import type { ColumnType } from './column-type.ts';

/**
 * SQLite takes any word for a type and promises little by it (sqlite.org/datatype3.html). Known are the words that
 * people use, with the meaning that they have to the local engine; INTEGER is any integer of up to 64 bits.
 */
export function sqliteType(declared: string): ColumnType | undefined {
  const match = /^\s*([A-Za-z_]+)[^(]*(?:\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\))?/.exec(declared);
  const [, name = '', first, second] = match ?? [];
  const precision = first === undefined ? 6 : Number(first);
  switch (name.toUpperCase()) {
    case 'BOOLEAN':
    case 'BOOL':
      return { name: 'bool' };
    case 'TINYINT':
      return { name: 'int8' };
    case 'SMALLINT':
      return { name: 'int16' };
    case 'INT':
    case 'INTEGER':
    case 'MEDIUMINT':
    case 'BIGINT':
      return { name: 'int64' };
    case 'REAL':
    case 'DOUBLE':
    case 'FLOAT':
      return { name: 'float64' };
    case 'DECIMAL':
    case 'DECIMAL_TEXT':
    case 'NUMERIC':
      if (first === undefined) return undefined;
      return { name: 'decimal', precision: Number(first), scale: second === undefined ? 0 : Number(second) };
    case 'TEXT':
    case 'VARCHAR':
    case 'NVARCHAR':
    case 'CHAR':
    case 'CLOB':
      return { name: 'string' };
    case 'JSON':
    case 'JSON_TEXT':
      return { name: 'json' };
    case 'BLOB':
      return { name: 'bytes' };
    case 'DATE':
      return { name: 'date' };
    case 'TIME':
      return { name: 'time', precision };
    case 'TIMESTAMP':
    case 'DATETIME':
      return { name: 'timestamp', precision };
    case 'TIMESTAMPTZ':
      return { name: 'timestamptz', precision };
    default:
      return undefined;
  }
}
