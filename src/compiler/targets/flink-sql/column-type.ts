import type { ColumnType } from '../../ir/index.ts';

/** Flink holds at most this many digits in a DECIMAL (MySQL: 65). */
const MAX_DECIMAL_PRECISION = 38;

/**
 * A column type in Flink's words; undefined where Flink has none. Lengths of text are left out: Flink
 * does not enforce them on the way in, and a CAST to a shorter VARCHAR would cut in silence.
 */
export function flinkSqlType(type: ColumnType): string | undefined {
  switch (type.name) {
    case 'bool':
      return 'BOOLEAN';
    case 'int8':
      return 'TINYINT';
    case 'int16':
      return 'SMALLINT';
    case 'int32':
      return 'INT';
    case 'int64':
      return 'BIGINT';
    case 'float32':
      return 'FLOAT';
    case 'float64':
      return 'DOUBLE';
    case 'decimal':
      return type.precision > MAX_DECIMAL_PRECISION ? undefined : `DECIMAL(${type.precision}, ${type.scale})`;
    case 'string':
    case 'json':
      return 'STRING';
    case 'bytes':
      return 'BYTES';
    case 'date':
      return 'DATE';
    case 'time':
      return `TIME(${type.precision})`;
    case 'timestamp':
      return `TIMESTAMP(${type.precision})`;
    case 'timestamptz':
      return `TIMESTAMP_LTZ(${type.precision})`;
  }
}
