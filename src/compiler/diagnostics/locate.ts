import type { Location, Locator, Span } from '../text/index.ts';
import { createSourceFile } from '../text/index.ts';
import type { Diagnostic, LocatedDiagnostic, Range } from './diagnostic.ts';

/**
 * Turns locations into ranges. Only now are positions computed, so a project without problems never
 * pays for them. Sorted by file, position, code; repeats of one code at one place are dropped.
 */
export function locateDiagnostics(
  diagnostics: readonly Diagnostic[],
  locatorOf: (file: string) => Locator | undefined,
): LocatedDiagnostic[] {
  const located = diagnostics.map((diagnostic) => locateDiagnostic(diagnostic, locatorOf));
  located.sort(
    (a, b) =>
      compare(a.file, b.file) ||
      a.range.start.offset - b.range.start.offset ||
      a.range.end.offset - b.range.end.offset ||
      compare(a.code, b.code) ||
      compare(a.message, b.message),
  );
  return located.filter((item, index) => {
    const previous = located[index - 1];
    return !previous || !sameFinding(previous, item);
  });
}

function locateDiagnostic(diagnostic: Diagnostic, locatorOf: (file: string) => Locator | undefined): LocatedDiagnostic {
  const range = (location: Location): Range => toRange(spanOf(location, locatorOf));
  return {
    code: diagnostic.code,
    severity: diagnostic.severity,
    message: diagnostic.message,
    file: diagnostic.at.file,
    range: range(diagnostic.at),
    labels: (diagnostic.labels ?? []).map((label) => ({
      file: label.at.file,
      range: range(label.at),
      message: label.message,
    })),
    notes: diagnostic.notes ?? [],
    ...(diagnostic.help === undefined ? {} : { help: diagnostic.help }),
    suggestions: (diagnostic.suggestions ?? []).map((suggestion) => ({
      message: suggestion.message,
      confidence: suggestion.confidence,
      edits: suggestion.edits.map((edit) => ({ file: edit.at.file, range: range(edit.at), newText: edit.newText })),
    })),
    docsUrl: `docs/diagnostics/${diagnostic.code}.md`,
  };
}

function spanOf(location: Location, locatorOf: (file: string) => Locator | undefined): Span {
  return locatorOf(location.file)?.span(location) ?? { file: createSourceFile(location.file, ''), start: 0, end: 0 };
}

function toRange(span: Span): Range {
  return { start: span.file.position(span.start), end: span.file.position(span.end) };
}

function sameFinding(a: LocatedDiagnostic, b: LocatedDiagnostic): boolean {
  return (
    a.file === b.file && a.code === b.code && a.message === b.message && a.range.start.offset === b.range.start.offset
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
