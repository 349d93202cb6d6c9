import {
  createConnection,
  DidChangeWatchedFilesNotification,
  ProposedFeatures,
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver/node.js';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { catalogueOf, languageOf, LANGUAGES, type Language } from '../message/index.ts';
import { FIX_ALL_KIND } from './code-actions.ts';
import { LanguageSession } from './language-session.ts';
import { registerFeatures } from './register-features.ts';

/** How the server is started. */
export interface LanguageServerOptions {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly version: string;
  /** Of all texts, unless the editor asks for another one (`initializationOptions.language`). */
  readonly language: Language;
  /** Environment that is checked, unless the editor asks for another one (`initializationOptions.environment`). */
  readonly environment: string;
  /** Address of a diagnostic's page, by its path in the package. */
  readonly pageOf: (docsUrl: string) => string | undefined;
}

/** Files whose changes on disk mean something. */
const WATCHED = '**/{sluice.yaml,pipelines/**,datasources/**,schemas/**}';

/**
 * Serves editors over the Language Server Protocol 3.17. Ends the process as the protocol says: 0 after
 * `shutdown` and `exit`, 1 when `exit` comes without it, or when the editor is gone (its process id is watched,
 * and the end of the input).
 */
export function serveLanguage(options: LanguageServerOptions): void {
  const connection = createConnection(ProposedFeatures.all, options.input, options.output);
  const documents = new TextDocuments(TextDocument);
  const session = new LanguageSession(connection, () => documents.all(), options);
  // a defect of one feature must not take the others with it
  process.on('uncaughtException', (error) => session.report('server', error));
  process.on('unhandledRejection', (error) => session.report('server', error));

  connection.onInitialize(async (params) => {
    const settings = settingsOf(params, options);
    session.start(params.capabilities, settings.environment, settings.language, await catalogueOf(settings.language));
    for (const uri of foldersOf(params)) session.workspace.addFolder(uri);
    return capabilities(options.version);
  });
  connection.onInitialized(() => {
    watchFiles(connection, session);
    if (session.capabilities.workspace?.workspaceFolders === true)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        for (const { uri } of removed) session.workspace.removeFolder(uri);
        for (const { uri } of added) session.workspace.addFolder(uri);
      });
  });
  connection.onDidChangeWatchedFiles(({ changes }) =>
    session.safely('watched files', () => session.workspace.changedOnDisk(changes.map(({ uri }) => uri))),
  );
  documents.onDidOpen(({ document }) => session.safely('open', () => session.opened(document)));
  documents.onDidChangeContent(({ document }) => session.safely('change', () => session.workspace.edited(document)));
  documents.onDidSave(({ document }) => session.safely('save', () => session.workspace.edited(document)));
  documents.onDidClose(({ document }) => session.safely('close', () => session.workspace.closed(document)));
  connection.onShutdown(() => session.end());
  registerFeatures(connection, documents, session);
  documents.listen(connection);
  connection.listen();
}

function capabilities(version: string): InitializeResult {
  return {
    capabilities: {
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      completionProvider: { triggerCharacters: [':', ' ', '-', '{', '[', '$', '"', "'"] },
      hoverProvider: true,
      definitionProvider: true,
      codeActionProvider: { codeActionKinds: ['quickfix', FIX_ALL_KIND], resolveProvider: true },
      documentFormattingProvider: true,
      documentSymbolProvider: true,
      workspaceSymbolProvider: true,
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
    serverInfo: { name: 'sluice', version },
  };
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  if (workspaceFolders !== undefined && workspaceFolders !== null) return workspaceFolders.map(({ uri }) => uri);
  return rootUri === null ? [] : [rootUri];
}

function settingsOf(
  { initializationOptions }: InitializeParams,
  { language, environment }: LanguageServerOptions,
): { readonly language: Language; readonly environment: string } {
  // whatever an editor sends: each member is looked at before it is used
  const given = (initializationOptions ?? {}) as { readonly language?: unknown; readonly environment?: unknown };
  const asked = typeof given.language === 'string' ? given.language : undefined;
  const known = LANGUAGES.find((each) => each === asked);
  return {
    language: known ?? (asked === undefined || asked === '' ? language : languageOf(asked)),
    environment: typeof given.environment === 'string' && given.environment !== '' ? given.environment : environment,
  };
}

/** An editor that cannot watch files says what it saves and opens; that has to do. */
function watchFiles(connection: Connection, session: LanguageSession): void {
  if (session.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration !== true) return;
  connection.client
    .register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: WATCHED }] })
    .catch((error: unknown) => session.report('watched files', error));
}
