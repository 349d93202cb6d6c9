import { say } from '../../message/index.ts';
import type { Location } from '../text/index.ts';
import type { Diagnostic, Suggestion } from './diagnostic.ts';

/** Help and fix for a word in place of which another is meant, at the place where nothing but the word stands. */
export function meantInstead(
  name: string,
  at: Location,
  confidence: Suggestion['confidence'] = 'likely',
): Pick<Diagnostic, 'help' | 'suggestions'> {
  const help = say`did you mean \`${name}\`?`;
  return { help, suggestions: [{ message: help, confidence, edits: [{ at, newText: name }] }] };
}
