/** A condition on a value, in place of the value itself. */
export interface Condition {
  readonly equals?: unknown;
  /** A part of a text, an item of a list, or several of either. */
  readonly contains?: unknown;
  /** A regular expression that fits somewhere in the text. */
  readonly matches?: unknown;
  readonly oneOf?: unknown;
  readonly absent?: unknown;
}

const WORDS = new Set(['equals', 'contains', 'matches', 'oneOf', 'absent']);

/** True for a mapping whose keys are all words of a condition: a literal mapping of that look goes under `equals`. */
export function isCondition(value: unknown): value is Condition {
  if (!isMapping(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => WORDS.has(key));
}

export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
