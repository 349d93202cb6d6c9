import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';
import type { ColumnType } from '../../../../compiler/index.ts';
import type { Cell } from '../rows.ts';
import type { DuckDbModule } from './load-duckdb.ts';

/**
 * How a column lies in DuckDB: `stored` is what cells are put in as, `type` what SQL sees. Decimals and
 * times are put in as text and cast by DuckDB itself, which is exact and faster than objects.
 */
export interface PhysicalColumn {
  readonly stored: DuckDBType;
  readonly type: string;
  readonly put: (cell: Cell) => DuckDBValue;
}

/** The form of a column's type in DuckDB. */
export function physicalColumn(api: DuckDbModule, type: ColumnType | undefined): PhysicalColumn {
  if (type === undefined) return { stored: api.VARCHAR, type: 'VARCHAR', put: asText };
  switch (type.name) {
    case 'bool':
      return { stored: api.BOOLEAN, type: 'BOOLEAN', put: asIs };
    case 'int8':
      return { stored: api.TINYINT, type: 'TINYINT', put: asIs };
    case 'int16':
      return { stored: api.SMALLINT, type: 'SMALLINT', put: asIs };
    case 'int32':
      return { stored: api.INTEGER, type: 'INTEGER', put: asIs };
    case 'int64':
      return { stored: api.BIGINT, type: 'BIGINT', put: asIs };
    case 'float32':
      return { stored: api.FLOAT, type: 'FLOAT', put: asIs };
    case 'float64':
      return { stored: api.DOUBLE, type: 'DOUBLE', put: asIs };
    case 'bytes':
      return {
        stored: api.BLOB,
        type: 'BLOB',
        put: (cell) => (cell instanceof Uint8Array ? api.blobValue(cell) : null),
      };
    default:
      return { stored: api.VARCHAR, type: castType(type), put: asText };
  }
}

/** The DuckDB type whose values a canonical text stands for. */
function castType(type: ColumnType): string {
  switch (type.name) {
    case 'decimal':
      // DuckDB's decimals end at 38 digits; longer ones stay text, complete.
      return type.precision <= 38 ? `DECIMAL(${type.precision},${type.scale})` : 'VARCHAR';
    case 'date':
      return 'DATE';
    case 'time':
      return 'TIME';
    case 'timestamp':
      return type.precision > 6 ? 'TIMESTAMP_NS' : 'TIMESTAMP';
    case 'timestamptz':
      return 'TIMESTAMPTZ';
    default:
      return 'VARCHAR';
  }
}

function asIs(cell: Cell): DuckDBValue {
  return cell instanceof Uint8Array ? null : cell;
}

function asText(cell: Cell): string | null {
  if (cell === null) return null;
  return cell instanceof Uint8Array ? Buffer.from(cell).toString('base64') : String(cell);
}

/** The type that a cursor's text is cast to before it is compared. */
export function cursorCast(api: DuckDbModule, type: ColumnType | undefined): string {
  return physicalColumn(api, type).type;
}
