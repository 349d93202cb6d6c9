import { say } from '../../message/index.ts';
import { didYouMean, type Diagnostic } from '../diagnostics/index.ts';
import type { Location } from '../text/index.ts';

/** The nearest of the names that there are, as help and, where the value is nothing but the name, as a change. */
export function meantName(
  written: string,
  names: Iterable<string>,
  at?: Location,
): Pick<Diagnostic, 'help' | 'suggestions'> | undefined {
  const near = didYouMean(written, names);
  if (near === undefined) return undefined;
  const help = say`did you mean \`${near}\`?`;
  if (at === undefined) return { help };
  return { help, suggestions: [{ message: help, confidence: 'likely', edits: [{ at, newText: near }] }] };
}
