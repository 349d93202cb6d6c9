import type { ColumnType } from '../../../../../compiler/index.ts';

/**
 * The type that a table gets for a column. The name decides SQLite's affinity (sqlite.org/datatype3.html):
 * a decimal of more than 15 digits must not become a REAL, so its name holds TEXT; JSON is text because a
 * numeric affinity would turn the document `1.0` into a number.
 */
export function declaredType(type: ColumnType): string {
  switch (type.name) {
    case 'bool':
      return 'BOOLEAN';
    case 'int8':
      return 'TINYINT';
    case 'int16':
      return 'SMALLINT';
    case 'int32':
      return 'INTEGER';
    case 'int64':
      return 'BIGINT';
    case 'decimal':
      return `${type.precision > 15 ? 'DECIMAL_TEXT' : 'DECIMAL'}(${type.precision},${type.scale})`;
    case 'float32':
      return 'FLOAT';
    case 'float64':
      return 'DOUBLE';
    case 'string':
      return type.length === undefined ? 'TEXT' : `VARCHAR(${type.length})`;
    case 'bytes':
      return 'BLOB';
    case 'date':
      return 'DATE';
    case 'json':
      return 'JSON_TEXT';
    case 'time':
    case 'timestamp':
      return `${type.name.toUpperCase()}(${type.precision})`;
    case 'timestamptz':
      return `TIMESTAMPTZ(${type.precision})`;
  }
}

/** What a declared type promises; undefined where SQLite promises nothing (values then come as they are). */
export function typeOfDeclaration(declared: string | null): ColumnType | undefined {
  const match = /^\s*([A-Za-z_]+)[^(]*(?:\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\))?/.exec(declared ?? '');
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
    // INTEGER is SQLite's word for any integer up to 64 bits.
    case 'INT':
    case 'INTEGER':
    case 'BIGINT':
      return { name: 'int64' };
    case 'REAL':
    case 'DOUBLE':
    case 'FLOAT':
      return { name: 'float64' };
    case 'DECIMAL':
    case 'DECIMAL_TEXT':
    case 'NUMERIC':
      return first === undefined
        ? undefined
        : { name: 'decimal', precision: Number(first), scale: second === undefined ? 0 : Number(second) };
    case 'TEXT':
    case 'VARCHAR':
    case 'CHAR':
      return { name: 'string' };
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
