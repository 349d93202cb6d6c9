import { wordsOf, type Catalogue, type Message } from '../../message/index.ts';
import type { Location, Locator, Span } from '../text/index.ts';
import { createSourceFile } from '../text/index.ts';
import { fingerprintsOf, identityOf } from './fingerprint.ts';
import { placeEdits, rangeOf } from './place-edits.ts';
import type { Diagnostic, LocatedDiagnostic, Range } from './diagnostic.ts';

/**
 * Turns locations into ranges. Only now are positions computed, so a project without problems never
 * pays for them. Sorted by file, position, code; repeats of one code at one place are dropped.
 */
export function locateDiagnostics(
  diagnostics: readonly Diagnostic[],
  locatorOf: (file: string) => Locator | undefined,
  catalogue?: Catalogue,
): LocatedDiagnostic[] {
  const located = diagnostics.map((diagnostic) => ({
    found: locateDiagnostic(diagnostic, locatorOf, catalogue),
    // the order is the same in every language
    english: wordsOf(diagnostic.message),
    identity: identityOf(diagnostic, locatorOf(diagnostic.at.file)),
  }));
  located.sort(
    ({ found: a, english: mine }, { found: b, english: theirs }) =>
      compare(a.file, b.file) ||
      a.range.start.offset - b.range.start.offset ||
      a.range.end.offset - b.range.end.offset ||
      compare(a.code, b.code) ||
      compare(mine, theirs),
  );
  const different = located.filter(({ found, english }, index) => {
    const previous = located[index - 1];
    return previous?.english !== english || !atOnePlace(previous.found, found);
  });
  const fingerprints = fingerprintsOf(different.map(({ identity }) => identity));
  return different.map(({ found }, index) => ({ ...found, fingerprint: fingerprints[index] ?? '' }));
}

function locateDiagnostic(
  diagnostic: Diagnostic,
  locatorOf: (file: string) => Locator | undefined,
  catalogue: Catalogue | undefined,
): WithoutFingerprint {
  const words = (message: Message): string => wordsOf(message, catalogue);
  const range = (location: Location): Range => rangeOf(spanOf(location, locatorOf));
  const help = diagnostic.help === undefined ? '' : words(diagnostic.help);
  return {
    code: diagnostic.code,
    severity: diagnostic.severity,
    message: words(diagnostic.message),
    file: diagnostic.at.file,
    range: range(diagnostic.at),
    labels: (diagnostic.labels ?? []).map((label) => ({
      file: label.at.file,
      range: range(label.at),
      message: words(label.message),
    })),
    notes: (diagnostic.notes ?? []).map(words).filter((note) => note !== ''),
    ...(help === '' ? {} : { help }),
    suggestions: (diagnostic.suggestions ?? []).flatMap(({ message, confidence, edits }) => {
      const placed = placeEdits(edits, locatorOf);
      return placed === undefined ? [] : [{ message: words(message), confidence, edits: placed }];
    }),
    docsUrl: `docs/diagnostics/${diagnostic.code}.md`,
  };
}

function spanOf(location: Location, locatorOf: (file: string) => Locator | undefined): Span {
  return locatorOf(location.file)?.span(location) ?? { file: createSourceFile(location.file, ''), start: 0, end: 0 };
}

type WithoutFingerprint = Omit<LocatedDiagnostic, 'fingerprint'>;

function atOnePlace(a: WithoutFingerprint, b: WithoutFingerprint): boolean {
  return a.file === b.file && a.code === b.code && a.range.start.offset === b.range.start.offset;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
