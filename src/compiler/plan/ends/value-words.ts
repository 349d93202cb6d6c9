import type { JsonValue } from '../compare/differences.ts';
import { shortText } from '../short-text.ts';

/** A value within a sentence: texts and lists of them as they are, cut where they are long, all else as JSON. */
export function valueWords(value: JsonValue | undefined): string {
  const texts = Array.isArray(value) && value.every((each) => typeof each === 'string') ? value.join(', ') : value;
  const text = typeof texts === 'string' ? texts : JSON.stringify(texts ?? null);
  return shortText(text.replace(/\s+/g, ' '));
}

/** A command within a sentence, as it is typed. */
export function commandText(argv: JsonValue | undefined): string {
  return valueWords(Array.isArray(argv) ? argv.join(' ') : argv);
}
