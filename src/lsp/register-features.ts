import { MarkupKind, type Connection, type TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { complete } from './completion/complete.ts';
import { definitionOf } from './definition-of.ts';
import { formatEdits } from './format-edits.ts';
import { createGuard } from './guard.ts';
import { registerCodeActions } from './register-code-actions.ts';
import { hoverOf } from './hover/hover-of.ts';
import type { LanguageSession } from './language-session.ts';
import type { Question } from './question.ts';
import { documentSymbols, workspaceSymbols } from './symbols.ts';
import { rangesOf } from './text-ranges.ts';
import type { FindOpen, OpenFile } from './open-file.ts';

/** Answers an editor's questions: finds the document and its project, asks a pure feature, turns offsets into ranges. */
export function registerFeatures(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  session: LanguageSession,
): void {
  const guard = createGuard({
    state: () => session.state,
    report: (feature, error) => session.report(feature, error),
  });
  const opened: FindOpen = (uri) => {
    const document = documents.get(uri);
    const open = document && session.workspace.openFile(document);
    return document === undefined || open === undefined ? undefined : { document, open };
  };
  registerCodeActions(connection, guard, session, opened);

  const question = (open: OpenFile, offset: number, project: Question['project']): Question => ({
    ...open,
    offset,
    project,
    words: (message) => session.words(message),
    now: Date.now(),
  });

  connection.onCompletion(
    guard('completion', [], async ({ textDocument, position }) => {
      const found = opened(textDocument.uri);
      // the next letter does not wait for a compilation
      const project = await found?.open.project.known();
      if (found === undefined || project === undefined) return [];
      const snippets = session.capabilities.textDocument?.completion?.completionItem?.snippetSupport === true;
      return complete(question(found.open, found.document.offsetAt(position), project), snippets);
    }),
  );
  connection.onHover(
    guard('hover', null, async ({ textDocument, position }) => {
      const found = opened(textDocument.uri);
      await found?.open.project.settled();
      const project = await found?.open.project.known();
      if (found === undefined || project === undefined) return null;
      const hover = await hoverOf(question(found.open, found.document.offsetAt(position), project));
      if (hover === undefined) return null;
      return {
        contents: { kind: MarkupKind.Markdown, value: hover.markdown },
        range: rangesOf(found.document.getText())(hover.start, hover.end),
      };
    }),
  );
  connection.onDefinition(
    guard('definition', null, async ({ textDocument, position }) => {
      const found = opened(textDocument.uri);
      await found?.open.project.settled();
      const project = await found?.open.project.known();
      if (found === undefined || project === undefined) return null;
      const definition = await definitionOf(question(found.open, found.document.offsetAt(position), project));
      if (definition === undefined) return null;
      const { file, start, end } = definition.target;
      return {
        uri: session.contextOf(found.open.project, project).uriOf(file.path),
        range: rangesOf(file.text)(start, end),
      };
    }),
  );
  connection.onDocumentFormatting(
    guard('formatting', null, ({ textDocument }) => {
      const found = opened(textDocument.uri);
      return found === undefined || !/\.ya?ml$/.test(found.open.file.path) ? null : formatEdits(found.open.file.text);
    }),
  );
  connection.onDocumentSymbol(
    guard('document symbols', null, ({ textDocument }) => {
      const found = opened(textDocument.uri);
      return found === undefined ? null : documentSymbols(found.open.file);
    }),
  );
  connection.onWorkspaceSymbol(
    guard('workspace symbols', null, async ({ query }) => {
      const found = await Promise.all(
        session.workspace.projects.map(async (project) => {
          const result = await project.known();
          return result === undefined ? [] : workspaceSymbols(query, result, session.contextOf(project, result));
        }),
      );
      return found.flat();
    }),
  );
}
