import { Refusal } from './refusal.ts';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Text; numbers and booleans in their plain form; bytes when they are UTF-8. `length` in characters. */
export function coerceString(length: number | undefined, value: unknown): string | Refusal {
  const text = toText(value);
  if (text instanceof Refusal || length === undefined || text.length <= length) return text;
  // A character beyond the basic plane is two UTF-16 units and one character.
  const characters = countCharacters(text);
  return characters <= length ? text : new Refusal(`has ${characters} characters, the column takes ${length}`);
}

function toText(value: unknown): string | Refusal {
  if (typeof value === 'string') {
    // isWellFormed is in Node 20 and not yet in the ES2023 types.
    const text = value as string & { isWellFormed(): boolean };
    return text.isWellFormed() ? value : new Refusal('holds half of a surrogate pair');
  }
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (value instanceof Uint8Array) {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(value);
    } catch {
      return new Refusal('is not UTF-8 text');
    }
  }
  return new Refusal('is not text');
}

function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Bytes; text is taken as base64, the form in which files carry bytes. */
export function coerceBytes(value: unknown): Uint8Array | Refusal {
  if (value instanceof Uint8Array) return value;
  if (typeof value === 'string' && BASE64.test(value)) return Buffer.from(value, 'base64');
  return new Refusal('is neither bytes nor base64 text');
}

/** The text of a JSON document, as it was written. */
export function coerceJson(value: unknown): string | Refusal {
  if (typeof value === 'number' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'bigint') return String(value);
  const text = toText(value);
  if (text instanceof Refusal) return text;
  try {
    JSON.parse(text);
    return text;
  } catch {
    return new Refusal('is not JSON');
  }
}
