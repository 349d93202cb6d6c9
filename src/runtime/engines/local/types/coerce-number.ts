import { Refusal } from './refusal.ts';

const BOUNDS = {
  int8: [-128n, 127n],
  int16: [-32_768n, 32_767n],
  int32: [-2_147_483_648n, 2_147_483_647n],
  int64: [-9_223_372_036_854_775_808n, 9_223_372_036_854_775_807n],
} as const;

const INTEGER = /^([+-]?\d+)(?:\.0*)?$/;
const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;
const FLOAT = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** true, false; 1, 0; `true`, `false`, `t`, `f`, `1`, `0` in any case; a byte 1 or 0, as BIT(1) gives it. */
export function coerceBool(value: unknown): boolean | Refusal {
  if (typeof value === 'boolean') return value;
  if (value === 1 || value === 1n) return true;
  if (value === 0 || value === 0n) return false;
  if (value instanceof Uint8Array && value.length === 1 && (value[0] === 0 || value[0] === 1)) return value[0] === 1;
  if (typeof value === 'string') {
    const text = value.toLowerCase();
    if (text === 'true' || text === 't' || text === '1') return true;
    if (text === 'false' || text === 'f' || text === '0') return false;
  }
  return new Refusal('is not true or false');
}

function toInteger(value: unknown): bigint | Refusal {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value)) return BigInt(value);
    return new Refusal(Number.isInteger(value) ? 'is too large to be exact' : 'is not an integer');
  }
  if (typeof value === 'string') {
    const match = INTEGER.exec(value);
    if (match?.[1] !== undefined) return BigInt(match[1].startsWith('+') ? match[1].slice(1) : match[1]);
  }
  return new Refusal('is not an integer');
}

/** Exact integers only; `12.0` is one, `12.5` is not. int64 gives bigint, the smaller ones number. */
export function coerceInteger(name: keyof typeof BOUNDS, value: unknown): number | bigint | Refusal {
  const integer = toInteger(value);
  if (integer instanceof Refusal) return integer;
  const [least, most] = BOUNDS[name];
  if (integer < least || integer > most) return new Refusal(`does not fit ${name}`);
  return name === 'int64' ? integer : Number(integer);
}

/** Text with exactly `scale` digits after the point. A digit that would be lost refuses the value. */
export function coerceDecimal(precision: number, scale: number, value: unknown): string | Refusal {
  const text = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value;
  const match = typeof text === 'string' ? DECIMAL.exec(text) : null;
  if (match === null) return new Refusal('is not a decimal number');
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return new Refusal('is not a decimal number');
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  const integerDigits = (point <= 0 ? '' : digits.slice(0, point).padEnd(point, '0')).replace(/^0+/, '');
  const fractionDigits = (point < 0 ? '0'.repeat(-point) + digits : digits.slice(point)).replace(/0+$/, '');
  if (integerDigits.length > precision - scale || fractionDigits.length > scale) {
    return new Refusal(`does not fit decimal(${precision},${scale})`);
  }
  const negative = sign === '-' && integerDigits + fractionDigits !== '' ? '-' : '';
  const integerPart = integerDigits === '' ? '0' : integerDigits;
  return negative + integerPart + (scale === 0 ? '' : `.${fractionDigits.padEnd(scale, '0')}`);
}

/** Finite numbers. Integers must be exact in a double. */
export function coerceFloat(single: boolean, value: unknown): number | Refusal {
  const number = toFloat(value);
  if (number instanceof Refusal) return number;
  if (!Number.isFinite(number)) return new Refusal('is not a finite number');
  if (!single) return number;
  const rounded = Math.fround(number);
  return Number.isFinite(rounded) ? rounded : new Refusal('does not fit float32');
}

function toFloat(value: unknown): number | Refusal {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') {
    return BigInt(Number(value)) === value ? Number(value) : new Refusal('is too large to be exact');
  }
  if (typeof value === 'string' && FLOAT.test(value)) return Number(value);
  return new Refusal('is not a number');
}

/** The shortest text that gives the same float32 again. */
export function float32Text(value: number): string {
  for (let digits = 6; digits < 9; digits += 1) {
    const text = String(Number(value.toPrecision(digits)));
    if (Math.fround(Number(text)) === value) return text;
  }
  return String(value);
}
