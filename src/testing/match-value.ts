import type { Path } from '../compiler/index.ts';
import { isCondition, isMapping, type Condition } from './condition.ts';

/** One place where a value is not as expected. */
export interface Mismatch {
  /** Below the expectation, to the smallest part of it that is not met. */
  readonly path: Path;
  readonly expected: unknown;
  /** Undefined: there is no such value. */
  readonly actual: unknown;
  /** True where the actual value may stand in the file in place of the expected one. */
  readonly replaceable: boolean;
}

/**
 * Compares a value with what is expected of it. A mapping is expected as a part: keys that it does not name are not
 * looked at. A list is expected whole and in order. Texts, numbers and the rest are the same or not.
 */
export function matchValue(expected: unknown, actual: unknown, path: Path = []): readonly Mismatch[] {
  if (isCondition(expected)) return matchCondition(expected, actual, path);
  if (isMapping(expected)) {
    if (!isMapping(actual)) return [differs(expected, actual, path)];
    return Object.entries(expected).flatMap(([key, part]) =>
      matchValue(part, Object.hasOwn(actual, key) ? actual[key] : undefined, [...path, key]),
    );
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return [differs(expected, actual, path)];
    return expected.flatMap((part: unknown, index) => matchValue(part, actual[index], [...path, index]));
  }
  return expected === actual ? [] : [differs(expected, actual, path)];
}

function matchCondition(condition: Condition, actual: unknown, path: Path): readonly Mismatch[] {
  const found: Mismatch[] = [];
  const unmet = (word: keyof Condition): void => {
    found.push({ path: [...path, word], expected: condition[word], actual, replaceable: false });
  };
  if ('equals' in condition) found.push(...matchExactly(condition.equals, actual, [...path, 'equals']));
  if ('contains' in condition && !containsAll(condition.contains, actual)) unmet('contains');
  if ('matches' in condition && !fits(condition.matches, actual)) unmet('matches');
  if ('oneOf' in condition && !isOneOf(condition.oneOf, actual)) unmet('oneOf');
  if ('absent' in condition && (condition.absent === true) !== (actual === undefined)) unmet('absent');
  return found;
}

/** As a literal, and with no more keys than it has. */
function matchExactly(expected: unknown, actual: unknown, path: Path): readonly Mismatch[] {
  return sameValue(expected, actual) ? [] : [differs(expected, actual, path)];
}

/** The same JSON value, whatever the order of keys. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => sameValue(item, b[index]));
  if (isMapping(a) && isMapping(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameValue(a[key], b[key]))
    );
  }
  return a === b;
}

function containsAll(wanted: unknown, actual: unknown): boolean {
  const parts: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted];
  return parts.every((part) => {
    if (typeof actual === 'string') return actual.includes(String(part));
    return Array.isArray(actual) && actual.some((item) => matchValue(part, item).length === 0);
  });
}

function fits(pattern: unknown, actual: unknown): boolean {
  if (actual === undefined || isMapping(actual) || Array.isArray(actual)) return false;
  try {
    return new RegExp(String(pattern), 'u').test(String(actual));
  } catch {
    // Not a regular expression: nothing fits it, and the mismatch shows it.
    return false;
  }
}

function isOneOf(allowed: unknown, actual: unknown): boolean {
  return Array.isArray(allowed) && allowed.some((each) => sameValue(each, actual));
}

function differs(expected: unknown, actual: unknown, path: Path): Mismatch {
  return { path, expected, actual, replaceable: actual !== undefined };
}
