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

/** The offer to mend a whole file; undefined where nothing can be mended without a look. Its edit is worked out when it is taken. */
export function fixAllOffer(
  findings: readonly ShownFinding[],
  uri: string,
  { words }: Pick<DiagnosticContext, 'words'>,
): CodeAction | undefined {
  const isCertain = ({ found }: ShownFinding): boolean =>
    found.suggestions.some(({ confidence }) => confidence === 'certain');
  if (!findings.some(isCertain)) return undefined;
  return { title: words(say`mend everything in this file that is safe to mend`), kind: FIX_ALL_KIND, data: { uri } };
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
