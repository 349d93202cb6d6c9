import type { ColumnType } from '../compiler/index.ts';
import { isMapping } from './condition.ts';

/**
 * A cell as a text that is the same for the same value, however it was written: `12.5` and `"12.50"` in a column of
 * decimals, `2026-03-01 02:00:00` and `2026-03-01T02:00:00.000` in one of times. Without a type, numbers are
 * compared as numbers and everything else as text.
 */
export function canonicalCell(value: unknown, type: ColumnType | undefined): string {
  if (value === null || value === undefined) return 'null';
  if (value instanceof Uint8Array) return `=${Buffer.from(value).toString('base64')}`;
  const name = type?.name;
  if (name === 'json') return `=${canonicalJsonText(value)}`;
  if (typeof value === 'boolean') return name === 'bool' || name === undefined ? `=${value}` : `=${Number(value)}`;
  const text = isMapping(value) || Array.isArray(value) ? JSON.stringify(value) : String(value);
  if (name === 'bool') return `=${text === '1' ? 'true' : text === '0' ? 'false' : text.toLowerCase()}`;
  if (name === undefined) return typeof value === 'string' ? `=${text}` : `=${canonicalNumber(text)}`;
  if (name === 'decimal' || name.startsWith('int') || name.startsWith('float')) return `=${canonicalNumber(text)}`;
  if (name === 'time' || name.startsWith('timestamp')) return `=${canonicalTime(text)}`;
  return `=${text}`;
}

/** Without zeros that say nothing; a text that is no plain number stays as it is. */
function canonicalNumber(text: string): string {
  const plain = /e/i.test(text) && Number.isFinite(Number(text)) ? expand(Number(text)) : text;
  const match = /^([+-]?)0*(\d+?)(?:\.(\d*?)0*)?$/.exec(plain);
  if (match === null) return text;
  const [, sign, whole = '0', part = ''] = match;
  const number = part === '' ? whole : `${whole}.${part}`;
  return sign === '-' && number !== '0' ? `-${number}` : number;
}

/** Without an exponent, as far as the digits of a double go. */
function expand(number: number): string {
  return Number.isInteger(number) ? BigInt(number).toString() : number.toFixed(20);
}

function canonicalTime(text: string): string {
  return text
    .replace(/^(\d{4}-\d{2}-\d{2})T/, '$1 ')
    .replace(/(:\d{2}\.\d*?)0+(?=$|Z|[+-])/, '$1')
    .replace(/\.(?=$|Z|[+-])/, '')
    .replace(/[+-]00:?00$/, 'Z');
}

function canonicalJsonText(value: unknown): string {
  const parsed = typeof value === 'string' ? parsedOr(value) : value;
  return JSON.stringify(sorted(parsed));
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}
