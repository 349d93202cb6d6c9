import type { JsonValue } from '../../compare/differences.ts';

/** A page of SQL is shown as its beginning. */
const CHARACTERS_TOLD = 120;

/** A value within a sentence: texts and lists of them as they are, cut where they are long, all else as JSON. */
export function valueWords(value: JsonValue | undefined): string {
  const texts = Array.isArray(value) && value.every((each) => typeof each === 'string') ? value.join(', ') : value;
  const text = typeof texts === 'string' ? texts : JSON.stringify(texts ?? null);
  const line = text.replace(/\s+/g, ' ');
  return line.length <= CHARACTERS_TOLD ? line : `${line.slice(0, CHARACTERS_TOLD)}…`;
}
