import type { LocatedDiagnostic } from '../diagnostics/index.ts';

/** One change of one file, as a diagnostic's suggestion has it. */
export type PlacedEdit = LocatedDiagnostic['suggestions'][number]['edits'][number];

/** A finding with the change that mends it and that nobody needs to look at. */
export interface Fix {
  readonly finding: LocatedDiagnostic;
  readonly edits: readonly PlacedEdit[];
}

/** The `certain` suggestions, one for each finding, as far as their changes do not meet; the others come when these are made. */
export function certainFixes(diagnostics: readonly LocatedDiagnostic[]): Fix[] {
  const chosen: Fix[] = [];
  for (const finding of diagnostics) {
    const suggestion = finding.suggestions.find(({ confidence }) => confidence === 'certain');
    if (suggestion === undefined) continue;
    const meets = chosen.some(({ edits }) =>
      edits.some((mine) => suggestion.edits.some((other) => overlap(mine, other))),
    );
    if (!meets) chosen.push({ finding, edits: suggestion.edits });
  }
  return chosen;
}

/** How many findings have a fix to offer that a person must look at: a guess, or one that would change a value elsewhere. */
export function likelyFixes(diagnostics: readonly LocatedDiagnostic[]): number {
  return diagnostics.filter(({ suggestions }) => suggestions.length > 0).length;
}

/** Two insertions at one place overlap too: which of them comes first would be chance. */
function overlap(a: PlacedEdit, b: PlacedEdit): boolean {
  if (a.file !== b.file) return false;
  const [mine, other] = [a.range, b.range];
  if (mine.start.offset === other.start.offset) return true;
  return mine.start.offset < other.end.offset && other.start.offset < mine.end.offset;
}
