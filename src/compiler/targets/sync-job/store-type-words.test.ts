import { describe, expect, test } from 'vitest';
import type { StoreTypeWords } from '../../connector/index.ts';
import type { ColumnTypeName } from '../../ir/index.ts';
import { STORE_TYPE_WORDS } from './store-type-words.ts';
import { typeWord } from './type-word.ts';

/** Words that each engine's code compares a type with, in capitals: the raw type mapper, or the `switch` of 1.11. */
const KNOWN: Readonly<Record<StoreTypeWords, string>> = {
  'stream-1.11': 'ID INT INTEGER BYTE BOOLEAN CHAR SHORT LONG FLOAT DOUBLE DATE TIMESTAMP BIGDECIMAL BYTE[] STRING',
  mongodb: 'INT INTEGER LONG DOUBLE DECIMAL NUMBER OBJECTID STRING ARRAYS NULL BINDATA DATE TIMESTAMP BOOLEAN BOOL',
  'hbase-1.11': 'INT LONG DOUBLE FLOAT SHORT BOOLEAN STRING',
  elasticsearch: 'BOOLEAN BYTE SHORT INTEGER LONG FLOAT DOUBLE TEXT STRING BINARY KEYWORD DATE OBJECT NESTED',
  cassandra:
    'BOOLEAN TINYINT SMALLINT INT2 INT INTEGER COUNTER BIGINT FLOAT DECIMAL NUMERIC VARINT DOUBLE ASCII VARCHAR TEXT INET UUID TIMEUUID DATE TIME TIMESTAMP BLOB JSONB',
  kudu: 'INT8 TINYINT BYTES BINARY INT16 SMALLINT INT INT32 INTEGER INT64 BIGINT LONG UNIXTIME_MICROS BOOL BOOLEAN FLOAT DOUBLE DECIMAL VARCHAR STRING DATE TIMESTAMP',
  'kudu-1.11':
    'BOOLEAN BOOL INT8 BYTE INT16 SHORT INT32 INTEGER INT INT64 BIGINT LONG FLOAT DOUBLE DECIMAL BINARY CHAR VARCHAR TEXT STRING UNIXTIME_MICROS TIMESTAMP',
  starrocks:
    'BOOLEAN TINYINT SMALLINT INT FLOAT DOUBLE BIGINT DECIMAL DECIMALV2 CHAR VARCHAR STRING LARGEINT DATE DATETIME',
  influxdb: 'INT INTEGER FLOAT DOUBLE BOOL BOOLEAN STRING NULL LONG BYTES',
  solr: 'DATE TIME SECONDDATE TIMESTAMP TINYINT SMALLINT INTEGER BIGINT DECIMAL SMALLDECIMAL REAL DOUBLE VARCHAR NVARCHAR ALPHANUM SHORTTEXT VARBINARY BOOLEAN CLOB NCLOB TEXT BINTEXT',
  hive: 'BOOLEAN TINYINT SMALLINT INT BIGINT REAL FLOAT DOUBLE DECIMAL STRING VARCHAR CHAR BINARY TIMESTAMP DATE ARRAY MAP STRUCT UNION',
  s3: 'INT LONG BIGINT FLOAT DOUBLE CHAR VARCHAR STRING DATE DATETIME',
  arctic:
    'INT INTEGER BIGINT LONG BOOLEAN FLOAT DECIMAL NUMERIC DOUBLE CHAR VARCHAR STRING DATE TIME TIMESTAMP DATETIME',
};

const ALWAYS: readonly ColumnTypeName[] = ['bool', 'int8', 'int16', 'int32', 'int64', 'float32', 'float64', 'string'];

describe.each(Object.entries(STORE_TYPE_WORDS))('words of %s', (store, words) => {
  test('are words that its code knows', () => {
    const known = (KNOWN as Readonly<Record<string, string>>)[store]?.split(' ');
    for (const word of Object.values(words)) expect(known).toContain(word.replace(/\(.*/, '').toUpperCase());
  });

  test('are there for numbers, texts and truth values', () => {
    for (const type of ALWAYS) expect(words).toHaveProperty(type);
  });
});

describe('typeWord', () => {
  test('keeps digits where the version reads them, and gives nothing for a type that is not taken', () => {
    const decimal = { name: 'decimal', precision: 18, scale: 2 } as const;
    expect(typeWord('starrocks', decimal, true)).toBe('decimal(18,2)');
    expect(typeWord('kudu-1.11', decimal, false)).toBe('decimal');
    expect(typeWord('elasticsearch', decimal, true)).toBeUndefined();
  });
});
