import type { OptionType } from '../../compiler/connector/index.ts';
import { isJsonMap, scalarText } from './json-map.ts';

/**
 * Whether an engine reads two scalars as the same. Both read numbers from text. FlinkX 1.11 takes neither a
 * number for a text nor a text for a truth value, ChunJun's Gson does (observed, parser variants).
 */
export function sameScalar(
  from: unknown,
  to: unknown,
  type: OptionType | undefined,
  target: 'flinkx' | 'chunjun',
): boolean {
  if (from === to) return true;
  const a = scalarText(from);
  const b = scalarText(to);
  if (a === undefined || b === undefined) return false;
  const isNumber = typeof from === 'number' || typeof to === 'number';
  if (target === 'flinkx' && type === 'string' && typeof from === 'number') return false;
  if (target === 'flinkx' && type === 'boolean' && typeof from === 'string') return false;
  return a === b || (isNumber && a.trim() !== '' && Number(a) === Number(b));
}

/** Whether two JSON values are the same, scalars compared as in {@link sameScalar}. */
export function sameValue(
  from: unknown,
  to: unknown,
  type: OptionType | undefined,
  target: 'flinkx' | 'chunjun',
): boolean {
  if (Array.isArray(from) && Array.isArray(to)) {
    const others: readonly unknown[] = to;
    return from.length === to.length && from.every((item, index) => sameValue(item, others[index], undefined, target));
  }
  if (isJsonMap(from) && isJsonMap(to)) {
    const keys = new Set([...Object.keys(from), ...Object.keys(to)]);
    return [...keys].every((key) => sameValue(from[key], to[key], undefined, target));
  }
  return sameScalar(from, to, type, target);
}

/** An address whose properties may stand in any order. */
export function sameAddress(from: string, to: string): boolean {
  return addressParts(from) === addressParts(to);
}

function addressParts(address: string): string {
  const [base = '', ...rest] = address.split(/[?;]/);
  return [base, ...rest.join('&').split('&').filter(Boolean).sort()].join('\n');
}

/** A condition with or without parentheses around it. */
export function sameCondition(from: string, to: string): boolean {
  return from === to || `(${from.trim()})` === to;
}
