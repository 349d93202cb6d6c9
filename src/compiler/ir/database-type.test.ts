import { describe, expect, it } from 'vitest';
import { columnTypeOf } from './database-type.ts';
import { formatColumnType } from './format-column-type.ts';

const CASES: readonly [datasource: string, spelled: string, type: string | undefined][] = [
  ['mysql', 'bigint(20) unsigned', 'decimal(20,0)'],
  ['mysql', 'bigint unsigned', 'decimal(20,0)'],
  ['mysql', 'int(10) unsigned zerofill', 'int64'],
  ['mysql', 'int(11)', 'int32'],
  ['mysql', 'tinyint(1)', 'bool'],
  ['mysql', 'tinyint(4)', 'int8'],
  ['mysql', 'tinyint(3) unsigned', 'int16'],
  ['mysql', 'decimal(18,2)', 'decimal(18,2)'],
  ['mysql', 'decimal(5,0) unsigned', 'decimal(5,0)'],
  ['mysql', 'float(7,4)', 'float32'],
  ['mysql', "enum('a','b (c)')", 'string'],
  ['mysql', "set('x','y')", 'string'],
  ['mysql', 'datetime', 'timestamp(0)'],
  ['mysql', 'timestamp(6)', 'timestamp(6)'],
  ['mysql', 'bit(1)', 'bool'],
  ['mysql', 'bit(8)', 'bytes'],
  ['mysql', 'year(4)', 'int16'],
  ['mysql', 'geometry', undefined],
  ['mariadb', 'uuid', 'string(36)'],
  ['mariadb', 'varchar(64)', 'string(64)'],
  ['postgresql', 'character varying(64)', 'string(64)'],
  ['postgresql', 'numeric(18,2)', 'decimal(18,2)'],
  ['postgresql', 'numeric', undefined],
  ['postgresql', 'timestamp(3) without time zone', 'timestamp(3)'],
  ['postgresql', 'timestamp with time zone', 'timestamptz(6)'],
  ['postgresql', 'double precision', 'float64'],
  ['postgresql', '"char"', 'string(1)'],
  ['postgresql', 'integer[]', undefined],
  ['oracle', 'NUMBER', undefined],
  ['oracle', 'NUMBER(10)', 'decimal(10,0)'],
  ['oracle', 'NUMBER(5,-2)', 'decimal(7,0)'],
  ['oracle', 'NUMBER(2,5)', 'decimal(5,5)'],
  ['oracle', 'VARCHAR2(20 BYTE)', 'string(20)'],
  ['oracle', 'DATE', 'timestamp(0)'],
  ['oracle', 'TIMESTAMP(6) WITH LOCAL TIME ZONE', 'timestamptz(6)'],
  ['oracle', 'DOUBLE PRECISION', undefined],
  ['sqlserver', 'nvarchar(max)', 'string'],
  ['sqlserver', 'decimal', 'decimal(18,0)'],
  ['sqlserver', 'tinyint', 'int16'],
  ['sqlserver', 'timestamp', 'bytes'],
  ['sqlserver', 'datetime2(3)', 'timestamp(3)'],
  ['sqlserver', 'datetimeoffset', 'timestamptz(7)'],
  ['sqlserver', 'float(24)', 'float32'],
  ['sqlite', 'INTEGER', 'int64'],
  ['sqlite', 'DECIMAL_TEXT(18,2)', 'decimal(18,2)'],
  ['sqlite', '', undefined],
  ['mongodb', 'int', undefined],
  ['mysql', 'constructor', undefined],
  ['toString', 'int', undefined],
];

describe('columnTypeOf', () => {
  it.each(CASES)('%s: %s is %s', (datasource, spelled, type) => {
    const found = columnTypeOf(datasource, spelled);
    expect(found && formatColumnType(found)).toBe(type);
  });
});
