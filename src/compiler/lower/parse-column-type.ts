import { type Message, say } from '../../message/index.ts';
import type { ColumnType } from '../ir/index.ts';

const SIMPLE: Readonly<Record<string, ColumnType>> = {
  bool: { name: 'bool' },
  boolean: { name: 'bool' },
  int8: { name: 'int8' },
  tinyint: { name: 'int8' },
  int16: { name: 'int16' },
  smallint: { name: 'int16' },
  int32: { name: 'int32' },
  int: { name: 'int32' },
  integer: { name: 'int32' },
  mediumint: { name: 'int32' },
  int64: { name: 'int64' },
  bigint: { name: 'int64' },
  long: { name: 'int64' },
  float32: { name: 'float32' },
  float: { name: 'float32' },
  real: { name: 'float32' },
  float64: { name: 'float64' },
  double: { name: 'float64' },
  'double precision': { name: 'float64' },
  date: { name: 'date' },
  json: { name: 'json' },
  // Unsigned types go to the next type that holds all their values.
  'tinyint unsigned': { name: 'int16' },
  'smallint unsigned': { name: 'int32' },
  'mediumint unsigned': { name: 'int32' },
  'int unsigned': { name: 'int64' },
  'bigint unsigned': { name: 'decimal', precision: 20, scale: 0 },
};

const TEXTS = new Set([
  'string',
  'varchar',
  'char',
  'nvarchar',
  'nchar',
  'text',
  'tinytext',
  'mediumtext',
  'longtext',
  'clob',
]);
const BYTES = new Set(['bytes', 'binary', 'varbinary', 'blob', 'tinyblob', 'mediumblob', 'longblob', 'bytea']);
const TIMES: Readonly<Record<string, 'time' | 'timestamp' | 'timestamptz'>> = {
  time: 'time',
  timestamp: 'timestamp',
  datetime: 'timestamp',
  timestamptz: 'timestamptz',
};

/** Names to suggest from when a type is not known. */
export const COLUMN_TYPE_WORDS: readonly string[] = [
  ...Object.keys(SIMPLE),
  ...TEXTS,
  ...BYTES,
  ...Object.keys(TIMES),
  'decimal',
  'numeric',
];

/** What stands in place of a type that cannot be read. */
export interface ColumnTypeProblem {
  readonly problem: Message;
  readonly help?: Message;
}

/**
 * Reads `bigint`, `decimal(18,2)`, `varchar(64)`, `timestamp(3)`. A time without precision keeps
 * microseconds, so that nothing is cut which the source has.
 */
export function parseColumnType(text: string): ColumnType | ColumnTypeProblem {
  const match = /^\s*([a-zA-Z][a-zA-Z0-9 ]*?)\s*(?:\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\))?\s*(unsigned)?\s*$/.exec(text);
  if (!match)
    return {
      problem: say`\`${text}\` is not a column type`,
      help: say`write a name, as in \`bigint\`, or a name with numbers, as in \`decimal(18,2)\``,
    };
  const [, base = '', first, second, unsigned] = match;
  const name = base.toLowerCase().replaceAll(/\s+/g, ' ');
  const a = first === undefined ? undefined : Number(first);
  const b = second === undefined ? undefined : Number(second);
  if (name === 'decimal' || name === 'numeric' || name === 'number') return decimal(text, a, b);
  if (TEXTS.has(name)) return a === undefined ? { name: 'string' } : { name: 'string', length: a };
  if (BYTES.has(name)) return { name: 'bytes' };
  const time = Object.hasOwn(TIMES, name) ? TIMES[name] : undefined;
  if (time) {
    const precision = a ?? 6;
    if (precision > 9)
      return {
        problem: say`\`${text}\` has more than 9 digits of a second`,
        help: say`write \`${name}(9)\` or fewer digits`,
      };
    return { name: time, precision };
  }
  // int(11) is a display width in MySQL and means nothing; bool is its tinyint(1).
  if (name === 'tinyint' && a === 1) return { name: 'bool' };
  const simple = unsigned ? `${name} unsigned` : name;
  const found = Object.hasOwn(SIMPLE, simple) ? SIMPLE[simple] : undefined;
  return found ?? { problem: say`column type \`${text}\` is not known` };
}

function decimal(text: string, precision: number | undefined, scale = 0): ColumnType | ColumnTypeProblem {
  if (precision === undefined)
    return {
      problem: say`\`${text}\` has no precision`,
      help: say`write \`decimal(18,2)\`: digits in all, digits after the point`,
    };
  if (precision < 1 || precision > 65 || scale > precision)
    return {
      problem: say`\`${text}\` is not a possible decimal`,
      help: say`precision is 1 to 65, scale not above precision`,
    };
  return { name: 'decimal', precision, scale };
}
