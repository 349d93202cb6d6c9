import { say } from '../../message/index.ts';
import { meantInstead, nearName, type Diagnostic } from '../diagnostics/index.ts';
import type { Location } from '../text/index.ts';

/** The nearest of the names that there are, as help and, where the value at `at` is nothing but the name, as a fix. */
export function meantName(
  written: string,
  names: Iterable<string>,
  at?: Location,
): Pick<Diagnostic, 'help' | 'suggestions'> | undefined {
  const near = nearName(written, names);
  if (near === undefined) return undefined;
  if (at === undefined) return { help: say`did you mean \`${near.name}\`?` };
  return meantInstead(near.name, at, near.certain ? 'certain' : 'likely');
}
