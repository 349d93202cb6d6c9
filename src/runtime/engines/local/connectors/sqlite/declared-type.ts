import { columnTypeOf, type ColumnType } from '../../../../../compiler/index.ts';

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

/** Words that a schema snapshot knows, and by which the local engine takes values as they come all the same. */
const NO_PROMISE = /^\s*(?:mediumint|nvarchar|clob|json)(?![a-z_])/i;

/** What a declared type promises; undefined where SQLite promises nothing (values then come as they are). */
export function typeOfDeclaration(declared: string | null): ColumnType | undefined {
  return declared === null || NO_PROMISE.test(declared) ? undefined : columnTypeOf('sqlite', declared);
}
