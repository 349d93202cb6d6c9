import type { ColumnType } from '../../../../compiler/index.ts';
import type { Cell } from '../rows.ts';
import { coerceBool, coerceDecimal, coerceFloat, coerceInteger } from './coerce-number.ts';
import { coerceBytes, coerceJson, coerceString } from './coerce-text.ts';
import { coerceDate, coerceTime, coerceTimestamp, coerceTimestampWithZone } from './coerce-time.ts';
import { Refusal } from './refusal.ts';

/** Turns a value as a driver or a file gave it into the canonical cell of a type, or says why not. */
export type Coercer = (value: unknown) => Cell | Refusal;

/** The coercer of a type. Strict: what does not fit is refused, nothing is cut, rounded or guessed. */
export function coercerFor(type: ColumnType | undefined): Coercer {
  const coerce = type === undefined ? asItCame : coercerOf(type);
  return (value) => (value === null || value === undefined ? null : coerce(value));
}

function coercerOf(type: ColumnType): Coercer {
  switch (type.name) {
    case 'bool':
      return coerceBool;
    case 'int8':
    case 'int16':
    case 'int32':
    case 'int64':
      return integerCoercer(type.name);
    case 'decimal':
      return (value) => coerceDecimal(type.precision, type.scale, value);
    case 'float32':
    case 'float64':
      return (value) => coerceFloat(type.name === 'float32', value);
    case 'string':
      return (value) => coerceString(type.length, value);
    case 'bytes':
      return coerceBytes;
    case 'date':
      return coerceDate;
    case 'time':
      return (value) => coerceTime(type.precision, value);
    case 'timestamp':
      return (value) => coerceTimestamp(type.precision, value);
    case 'timestamptz':
      return (value) => coerceTimestampWithZone(type.precision, value);
    case 'json':
      return coerceJson;
  }
}

function asItCame(value: unknown): Cell | Refusal {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value === 'boolean' || value instanceof Uint8Array) return value;
  return new Refusal('is of no type that can be carried; declare the type of the column');
}

function integerCoercer(name: 'int8' | 'int16' | 'int32' | 'int64'): Coercer {
  return (value) => coerceInteger(name, value);
}
