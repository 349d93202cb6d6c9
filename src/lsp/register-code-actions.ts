import type { CodeAction, Connection } from 'vscode-languageserver';
import { fixAllOffer, FIX_ALL_KIND, quickFixes, type ShownFinding } from './code-actions.ts';
import type { Guard } from './guard.ts';
import type { LanguageSession } from './language-session.ts';
import { member } from './members.ts';
import type { FindOpen } from './open-file.ts';
import { rangesOf } from './text-ranges.ts';
import { toLspDiagnostic } from './to-lsp-diagnostic.ts';

/** Fixes of single findings at once; those of a whole file when the editor takes them, because each step is compiled again. */
export function registerCodeActions(
  connection: Connection,
  guard: Guard,
  session: LanguageSession,
  opened: FindOpen,
): void {
  const withEdit = async (action: CodeAction): Promise<CodeAction> => {
    const uri = member(action.data, 'uri');
    const found = typeof uri === 'string' ? opened(uri) : undefined;
    const change = await found?.open.project.fixed(found.open.file.path);
    if (found === undefined || change === undefined || typeof uri !== 'string') return action;
    const range = rangesOf(found.document.getText())(change.start, change.end);
    return { ...action, edit: { changes: { [uri]: [{ range, newText: change.newText }] } } };
  };

  connection.onCodeAction(
    guard('code action', null, async ({ textDocument, range, context: asked }) => {
      const found = opened(textDocument.uri);
      const project = await found?.open.project.settled();
      if (found === undefined || project === undefined) return null;
      const { document, open } = found;
      const context = session.contextOf(open.project, project);
      const findings = project.diagnostics
        .filter(({ file }) => file === open.file.path)
        .map((diagnostic): ShownFinding => ({ found: diagnostic, shown: toLspDiagnostic(diagnostic, context) }));
      const wants = (kind: string): boolean =>
        asked.only === undefined || asked.only.some((only) => kind === only || kind.startsWith(`${only}.`));
      const stretch = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      const offer = wants(FIX_ALL_KIND) ? fixAllOffer(findings, document.uri, context) : undefined;
      const fixes = wants('quickfix') ? quickFixes(findings, stretch, context) : [];
      if (offer === undefined) return fixes;
      const resolves = session.capabilities.textDocument?.codeAction?.resolveSupport?.properties.includes('edit');
      return [...fixes, resolves === true ? offer : await withEdit(offer)];
    }),
  );
  connection.onCodeActionResolve((action, token) => guard('code action', action, withEdit)(action, token));
}
