import { say } from '../../message/index.ts';
import type { Location } from '../text/index.ts';
import type { Diagnostic } from './diagnostic.ts';
import { makeDiagnostic } from './make-diagnostic.ts';

/** Of one file no more mistakes of shape or of YAML are told: nobody mends more of them one by one. */
export const MOST_MISTAKES = 500;

/** Says how many mistakes of a file are not told (SL0120), at its beginning. */
export function furtherMistakes(count: number, file: string): Diagnostic {
  const at: Location = { file, path: [], part: 'key' };
  return makeDiagnostic('SL0120', at, say`${count} more mistakes in this file are not told`, {
    help: say`look at the first ones: the file may not be what its folder says it is`,
  });
}
