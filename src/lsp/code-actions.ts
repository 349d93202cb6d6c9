import { CodeActionKind, type CodeAction, type Diagnostic, type TextEdit } from 'vscode-languageserver';
import type { LocatedDiagnostic } from '../compiler/index.ts';
import { say } from '../message/index.ts';
import type { DiagnosticContext } from './to-lsp-diagnostic.ts';

/** The action that mends everything that can be mended without a look. */
export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.sluice`;

/** A finding, and the form in which the editor has it. */
export interface ShownFinding {
  readonly found: LocatedDiagnostic;
  readonly shown: Diagnostic;
}

type Suggestion = LocatedDiagnostic['suggestions'][number];

/** A fix for each suggestion of the findings that touch a stretch of the file (UTF-16 offsets). */
export function quickFixes(
  findings: readonly ShownFinding[],
  stretch: { readonly start: number; readonly end: number },
  context: DiagnosticContext,
): CodeAction[] {
  return findings
    .filter(({ found: { range } }) => range.start.offset <= stretch.end && range.end.offset >= stretch.start)
    .flatMap(({ found, shown }) =>
      found.suggestions.map((suggestion) => ({
        title: suggestion.message,
        kind: CodeActionKind.QuickFix,
        diagnostics: [shown],
        // an editor applies the preferred one by a single key
        isPreferred: suggestion.confidence === 'certain' || found.suggestions.length === 1,
        edit: { changes: changesOf(suggestion.edits, context) },
      })),
    );
}

/** One action with every certain edit of a file; undefined where there is none. Of edits that overlap the first is made. */
export function fixAll(findings: readonly ShownFinding[], context: DiagnosticContext): CodeAction | undefined {
  const certain = findings.flatMap(({ found }) => {
    const fix = found.suggestions.find(({ confidence }) => confidence === 'certain');
    return fix === undefined ? [] : [fix];
  });
  const edits = withoutOverlaps(certain);
  if (edits.length === 0) return undefined;
  return {
    title: context.words(say`mend everything in this file that is safe to mend`),
    kind: FIX_ALL_KIND,
    edit: { changes: changesOf(edits, context) },
  };
}

/** Suggestions are made whole or not at all. */
function withoutOverlaps(suggestions: readonly Suggestion[]): Suggestion['edits'] {
  const taken: Suggestion['edits'][number][] = [];
  for (const { edits } of suggestions) {
    const clashes = edits.some((edit) => taken.some((other) => edit.file === other.file && overlap(edit, other)));
    if (!clashes) taken.push(...edits);
  }
  return taken;
}

function overlap({ range: a }: Suggestion['edits'][number], { range: b }: Suggestion['edits'][number]): boolean {
  return a.start.offset <= b.end.offset && b.start.offset <= a.end.offset;
}

function changesOf(edits: Suggestion['edits'], context: DiagnosticContext): Record<string, TextEdit[]> {
  const changes: Record<string, TextEdit[]> = {};
  for (const { file, range, newText } of edits) {
    const uri = context.uriOf(file);
    (changes[uri] ??= []).push({
      range: context.rangesIn(file)(range.start.offset, range.end.offset),
      newText,
    });
  }
  return changes;
}
