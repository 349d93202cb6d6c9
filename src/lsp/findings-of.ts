import type { Diagnostic } from 'vscode-languageserver';
import type { CompilationResult } from '../compiler/index.ts';
import { toLspDiagnostic, type DiagnosticContext } from './to-lsp-diagnostic.ts';

/** The findings of a project as an editor shows them, by the URI of their file. */
export function findingsOf(
  result: CompilationResult,
  context: DiagnosticContext,
): ReadonlyMap<string, readonly Diagnostic[]> {
  const found = new Map<string, Diagnostic[]>();
  for (const diagnostic of result.diagnostics) {
    const uri = context.uriOf(diagnostic.file);
    const known = found.get(uri);
    const shown = toLspDiagnostic(diagnostic, context);
    if (known === undefined) found.set(uri, [shown]);
    else known.push(shown);
  }
  return found;
}
