import { say } from '../../message/index.ts';
import type { Location } from '../text/index.ts';
import type { Diagnostic } from './diagnostic.ts';
import { makeDiagnostic } from './make-diagnostic.ts';

/**
 * Of one file, and of one rule in one pipeline, no more mistakes are told: nobody mends more of them
 * one by one, and to look for the nearest name takes its time for each.
 */
export const MOST_MISTAKES = 500;

/** Says how many mistakes of a file are not told (SL0120), at its beginning. */
export function furtherMistakes(count: number, file: string): Diagnostic {
  const at: Location = { file, path: [], part: 'key' };
  return makeDiagnostic('SL0120', at, say`${count} more mistakes in this file are not told`, {
    help: say`look at the first ones: the file may not be what its folder says it is`,
  });
}

/** Says at a file's beginning that no more is told from a finding on (SL0120). */
export function furtherFindings({ code, at }: Diagnostic): Diagnostic {
  const beginning: Location = { file: at.file, path: [], part: 'key' };
  return makeDiagnostic('SL0120', beginning, say`more findings like \`${code}\` are not told`, {
    help: say`look at the first ones: they may have one cause`,
  });
}

/** The findings of one rule, as far as they are told; it is not asked for more. */
export function atMost(findings: Iterable<Diagnostic>): Diagnostic[] {
  const told: Diagnostic[] = [];
  for (const finding of findings) {
    if (told.length === MOST_MISTAKES) {
      told.push(furtherFindings(finding));
      break;
    }
    told.push(finding);
  }
  return told;
}
