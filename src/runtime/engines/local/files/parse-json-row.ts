import type { Column } from '../rows.ts';

/** Digits from which on a JSON number may not survive a double. */
const LONG_NUMBER = /\d[\d.]{15,}/;
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
/** Text that was a number: a private-use character, which nobody puts before digits, and the digits. */
const MARKED = /^\uE0F0(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;
const MARKED_IN_JSON = /"\uE0F0(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)"/g;

/** A JSON object with every number exact: those too long for a double come as text of digits. */
export function parseJsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  const exact = LONG_NUMBER.test(text)
    ? text.replace(STRING_OR_NUMBER, (token) =>
        token.startsWith('"') || token.length < 16 ? token : `"\uE0F0${token}"`,
      )
    : text;
  let value: unknown;
  try {
    value = JSON.parse(exact);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  // An object by the test above; each member is looked at before use.
  return value as Readonly<Record<string, unknown>>;
}

/** A member of an object as the coercion of its column expects it. */
export function jsonCell(value: unknown, column: Column): unknown {
  if (value === undefined || value === null) return null;
  if (column.type?.name === 'json' || typeof value === 'object') {
    return JSON.stringify(value).replaceAll(MARKED_IN_JSON, '$1');
  }
  return typeof value === 'string' ? (MARKED.exec(value)?.[1] ?? value) : value;
}
