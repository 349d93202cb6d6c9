import mysql2, { type FieldPacket } from 'mysql2';
import type { ColumnType } from '../../../../../compiler/index.ts';

// mysql2 defines `Types` by a getter, which Node does not see as a named export.
const { Types } = mysql2;

/** Flag and character set numbers of the MySQL protocol. */
const UNSIGNED = 32;
const BINARY = 63;
/** `decimals` of a temporal value computed by the server: as many digits as it likes. */
const ANY_FRACTION = 31;

/** The type of a result's column, so that `'*'` and untyped columns travel as what they are. */
export function fieldType(field: FieldPacket): ColumnType {
  // Protocol facts that mysql2 hands out and its types leave optional.
  const flags = Number(field.flags ?? 0);
  const decimals = Number(field.decimals ?? 0);
  const unsigned = (flags & UNSIGNED) !== 0;
  const fraction = decimals >= ANY_FRACTION ? 6 : decimals;
  switch (field.columnType ?? field.type) {
    case Types.TINY:
      return { name: unsigned ? 'int16' : 'int8' };
    case Types.SHORT:
      return { name: unsigned ? 'int32' : 'int16' };
    case Types.INT24:
    case Types.YEAR:
      return { name: 'int32' };
    case Types.LONG:
      return { name: unsigned ? 'int64' : 'int32' };
    case Types.LONGLONG:
      return unsigned ? { name: 'decimal', precision: 20, scale: 0 } : { name: 'int64' };
    case Types.FLOAT:
      return { name: 'float32' };
    case Types.DOUBLE:
      return { name: 'float64' };
    case Types.DECIMAL:
    case Types.NEWDECIMAL:
      return { name: 'decimal', precision: 65, scale: decimals };
    case Types.DATE:
    case Types.NEWDATE:
      return { name: 'date' };
    case Types.TIME:
      return { name: 'time', precision: fraction };
    case Types.DATETIME:
      return { name: 'timestamp', precision: fraction };
    case Types.TIMESTAMP:
      return { name: 'timestamptz', precision: fraction };
    case Types.JSON:
      return { name: 'json' };
    case Types.BIT:
    case Types.GEOMETRY:
      return { name: 'bytes' };
    default:
      return { name: field.characterSet === BINARY ? 'bytes' : 'string' };
  }
}
