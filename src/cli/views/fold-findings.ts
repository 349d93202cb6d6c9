import { groupBy, type LocatedDiagnostic } from '../../compiler/index.ts';

/** A finding that is shown, and those that need not be shown after it. */
export interface FoldedFinding {
  readonly severity: LocatedDiagnostic['severity'];
  readonly shown: LocatedDiagnostic;
  /** The same words at other places. */
  readonly elsewhere: readonly LocatedDiagnostic[];
  /** Other words on the same place, as of a datasource that two engines refuse. */
  readonly alsoHere: readonly LocatedDiagnostic[];
}

/** So many findings of the same words are shown one by one; more are one cause. */
const SHOWN_EACH = 3;

/** One entry for each cause, in the order of the findings. */
export function foldFindings(diagnostics: readonly LocatedDiagnostic[]): FoldedFinding[] {
  const byPlace = groupBy(diagnostics, ({ file, code, range }) => `${code} ${range.start.offset} ${file}`);
  const folded: FoldedFinding[] = [];
  for (const group of groupBy([...byPlace.values()], wordsOf).values()) {
    const places = group.length > SHOWN_EACH ? [group] : group.map((each) => [each]);
    for (const [first = [], ...others] of places) {
      const [shown, ...alsoHere] = first;
      if (shown === undefined) continue;
      folded.push({ severity: shown.severity, shown, alsoHere, elsewhere: others.flat() });
    }
  }
  const order = new Map(diagnostics.map((diagnostic, index) => [diagnostic, index]));
  return folded.sort((a, b) => (order.get(a.shown) ?? 0) - (order.get(b.shown) ?? 0));
}

/** How many findings an entry stands for. */
export function sizeOf({ alsoHere, elsewhere }: FoldedFinding): number {
  return 1 + alsoHere.length + elsewhere.length;
}

function wordsOf(group: readonly LocatedDiagnostic[]): string {
  return JSON.stringify(
    group.map(({ code, severity, message, notes, help }) => [code, severity, message, notes, help]),
  );
}
