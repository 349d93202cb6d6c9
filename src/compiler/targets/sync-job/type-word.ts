import type { DatabaseTypeWords, StoreTypeWords, TypeWords } from '../../connector/index.ts';
import type { ColumnType } from '../../ir/index.ts';
import { databaseTypeWord, isDatabaseWords } from './database-type-words.ts';
import { STORE_TYPE_WORDS } from './store-type-words.ts';

const PLAIN: Readonly<Record<ColumnType['name'], string>> = {
  bool: 'boolean',
  int8: 'tinyint',
  int16: 'smallint',
  int32: 'int',
  int64: 'bigint',
  float32: 'float',
  float64: 'double',
  decimal: 'decimal',
  string: 'string',
  bytes: 'binary',
  date: 'date',
  time: 'time',
  timestamp: 'timestamp',
  timestamptz: 'timestamp',
  json: 'string',
};

/**
 * A column type in the words that plugins without a database of their own know (FlinkX 1.11 `ColumnType`,
 * ChunJun 1.16 raw type mappers). `precision` keeps `decimal(10,2)` where the version reads it.
 */
export function plainTypeWord(type: ColumnType, precision: boolean): string {
  return type.name === 'decimal' && precision ? decimalWord(type) : PLAIN[type.name];
}

type GeneralWords = Exclude<TypeWords, StoreTypeWords | DatabaseTypeWords>;

const BY_NAME: Readonly<Record<GeneralWords, (type: ColumnType, precision: boolean) => string>> = {
  plain: plainTypeWord,
  mysql: mysqlTypeWord,
  string: () => 'string',
};

/**
 * A column type in the words that a plugin reads; `precision` keeps `decimal(10,2)` where the version reads
 * it. Undefined where the plugin cannot take the type.
 */
export function typeWord(words: TypeWords, type: ColumnType, precision: boolean): string | undefined {
  if (isDatabaseWords(words)) return databaseTypeWord(words, type, precision);
  if (!isStoreWords(words)) return BY_NAME[words](type, precision);
  const word = STORE_TYPE_WORDS[words][type.name];
  return word === 'decimal' && type.name === 'decimal' && precision ? decimalWord(type) : word;
}

function isStoreWords(words: TypeWords): words is StoreTypeWords {
  return Object.hasOwn(STORE_TYPE_WORDS, words);
}

/** MySQL's own words. Text without a length is `text`, a moment is `datetime`, bytes are `blob`. */
export function mysqlTypeWord(type: ColumnType, precision: boolean): string {
  switch (type.name) {
    case 'string':
      return type.length === undefined ? 'text' : 'varchar';
    case 'bytes':
      return 'blob';
    case 'json':
      return 'json';
    case 'timestamp':
      return precision && type.precision > 0 ? `datetime(${type.precision})` : 'datetime';
    case 'timestamptz':
      return precision && type.precision > 0 ? `timestamp(${type.precision})` : 'timestamp';
    default:
      return plainTypeWord(type, precision);
  }
}

function decimalWord(type: { readonly precision: number; readonly scale: number }): string {
  return `decimal(${type.precision},${type.scale})`;
}
