import { say, type Message } from '../../message/index.ts';
import type { ColumnType } from '../ir/index.ts';

/** Bits of an integer, its sign included, and the decimal digits of its greatest value. */
const INTEGERS: Readonly<Record<string, { readonly bits: number; readonly digits: number }>> = {
  int8: { bits: 8, digits: 3 },
  int16: { bits: 16, digits: 5 },
  int32: { bits: 32, digits: 10 },
  int64: { bits: 64, digits: 19 },
};

/** Bits and decimal digits that a floating point number holds exactly. */
const FLOATS: Readonly<Record<string, { readonly bits: number; readonly digits: number }>> = {
  float32: { bits: 24, digits: 6 },
  float64: { bits: 53, digits: 15 },
};

/**
 * What is lost of a value of one type in a column of another, as a clause; undefined where nothing is, or where
 * the two are of kinds that say nothing of each other (a text that may well hold numbers). A text without a length
 * is one of which no length is known.
 */
export function narrowing(from: ColumnType, to: ColumnType): Message | undefined {
  if (from.name in INTEGERS) return ofInteger(from, to);
  if (from.name in FLOATS) return ofFloat(from, to);
  switch (from.name) {
    case 'decimal':
      return ofDecimal(from, to);
    case 'string':
      return to.name === 'string' && (to.length ?? Infinity) < (from.length ?? 0)
        ? say`texts longer than ${to.length ?? 0} characters are cut or refused`
        : undefined;
    case 'timestamp':
    case 'timestamptz':
      return ofTime(from, to);
    default:
      return undefined;
  }
}

function ofInteger(from: ColumnType, to: ColumnType): Message | undefined {
  const { bits, digits } = INTEGERS[from.name] ?? NOTHING;
  const target = INTEGERS[to.name];
  if (target !== undefined) return target.bits < bits ? say`numbers beyond ${target.bits} bits do not fit` : undefined;
  if (to.name in FLOATS) {
    const exact = FLOATS[to.name] ?? NOTHING;
    return exact.bits < bits - 1 ? say`numbers of more than ${exact.digits} digits lose their last ones` : undefined;
  }
  if (to.name !== 'decimal') return undefined;
  const room = to.precision - to.scale;
  return room < digits ? say`numbers of more than ${room} digits do not fit` : undefined;
}

function ofFloat(from: ColumnType, to: ColumnType): Message | undefined {
  if (to.name in INTEGERS) return say`what is after the point is lost`;
  if (from.name === 'float64' && to.name === 'float32') return say`digits after the sixth or seventh are lost`;
  return undefined;
}

function ofDecimal(from: Extract<ColumnType, { name: 'decimal' }>, to: ColumnType): Message | undefined {
  const whole = from.precision - from.scale;
  if (to.name in INTEGERS) {
    if (from.scale > 0) return say`what is after the point is lost`;
    const { digits, bits } = INTEGERS[to.name] ?? NOTHING;
    return whole >= digits ? say`numbers beyond ${bits} bits do not fit` : undefined;
  }
  if (to.name in FLOATS) {
    const { digits } = FLOATS[to.name] ?? NOTHING;
    return from.precision > digits ? say`numbers of more than ${digits} digits lose their last ones` : undefined;
  }
  if (to.name !== 'decimal') return undefined;
  const room = to.precision - to.scale;
  if (room < whole) return say`numbers of more than ${room} digits before the point do not fit`;
  return to.scale < from.scale ? say`its ${from.scale} digits after the point become ${to.scale}` : undefined;
}

function ofTime(from: Extract<ColumnType, { precision: number }>, to: ColumnType): Message | undefined {
  if (to.name === 'date') return say`the time of the day is lost`;
  if (to.name === 'time') return say`the day is lost`;
  if (from.name === 'timestamptz' && to.name === 'timestamp')
    return say`the offset is lost: the same moment reads differently in another zone`;
  if (to.name !== 'timestamp' && to.name !== 'timestamptz') return undefined;
  return to.precision < from.precision
    ? say`its ${from.precision} digits of a second become ${to.precision}`
    : undefined;
}

const NOTHING = { bits: 0, digits: 0 };
