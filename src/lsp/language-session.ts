import path from 'node:path';
import { MessageType, ShowMessageNotification, type ClientCapabilities, type Connection } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CompilationResult } from '../compiler/index.ts';
import { say, wordsOf, type Catalogue, type Language, type Message } from '../message/index.ts';
import { pathOfUri, uriOfPath } from './file-uri.ts';
import { findingsOf } from './findings-of.ts';
import type { ServerState } from './guard.ts';
import type { Project } from './project.ts';
import { Published } from './published.ts';
import { textOf } from './text-of.ts';
import { rangesOf } from './text-ranges.ts';
import type { DiagnosticContext } from './to-lsp-diagnostic.ts';
import { Workspace } from './workspace.ts';

interface SessionOptions {
  readonly pageOf: (docsUrl: string) => string | undefined;
  readonly language: Language;
  readonly environment: string;
}

/** What lasts from `initialize` to `exit`: the projects, what the editor was told, and in which language. */
export class LanguageSession {
  readonly #connection: Connection;
  readonly #documents: () => readonly TextDocument[];
  readonly #options: SessionOptions;
  readonly #published: Published;
  /** Folders of which was said that they are in no project. */
  readonly #hinted = new Set<string>();
  #workspace: Workspace;
  #catalogue: Catalogue | undefined;
  #capabilities: ClientCapabilities = {};
  #state: ServerState = 'starting';

  constructor(connection: Connection, documents: () => readonly TextDocument[], options: SessionOptions) {
    this.#connection = connection;
    this.#documents = documents;
    this.#options = options;
    this.#published = new Published((params) => connection.sendDiagnostics(params));
    this.#workspace = this.#makeWorkspace(options.environment, options.language);
  }

  get state(): ServerState {
    return this.#state;
  }

  get workspace(): Workspace {
    return this.#workspace;
  }

  get capabilities(): ClientCapabilities {
    return this.#capabilities;
  }

  start(
    capabilities: ClientCapabilities,
    environment: string,
    language: Language,
    catalogue: Catalogue | undefined,
  ): void {
    this.#capabilities = capabilities;
    this.#catalogue = catalogue;
    this.#workspace = this.#makeWorkspace(environment, language);
    this.#state = 'running';
  }

  end(): void {
    this.#state = 'ended';
    this.#workspace.close();
  }

  words(message: Message): string {
    return wordsOf(message, this.#catalogue);
  }

  /** A document was opened; of one that looks like a definition and is in no project, that is said once. */
  opened(document: TextDocument): void {
    this.#workspace.edited(document);
    const file = pathOfUri(document.uri);
    const folder = file === undefined ? undefined : path.dirname(file);
    if (file === undefined || folder === undefined || this.#workspace.projectOf(document.uri) !== undefined) return;
    const hint = this.words(
      say`\`${file}\` is not checked: there is no sluice.yaml in its folder or above; \`sluice init\` begins a project`,
    );
    if (/[\\/](?:pipelines|datasources)(?:[\\/]|$)/.test(folder) && !this.#hinted.has(folder)) {
      this.#hinted.add(folder);
      void this.#connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message: hint });
    } else this.#connection.console.info(hint);
  }

  /** Runs what no answer depends on; a defect is reported, and nothing else happens. */
  safely(what: string, run: () => void): void {
    if (this.#state !== 'running') return;
    try {
      run();
    } catch (error) {
      this.report(what, error);
    }
  }

  report(what: string, error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#connection.console.error(`${what}: ${text}`);
  }

  /** What findings of a project need to be shown. */
  contextOf({ root }: Project, result: CompilationResult): DiagnosticContext {
    const ranges = new Map<string, ReturnType<typeof rangesOf>>();
    return {
      rangesIn: (file) => {
        const known = ranges.get(file);
        if (known !== undefined) return known;
        const made = rangesOf(textOf(result, file) ?? '');
        ranges.set(file, made);
        return made;
      },
      uriOf: (file) => this.#uriOf(path.join(root, file)),
      pageOf: this.#options.pageOf,
      words: (message) => this.words(message),
      relatedInformation: this.#capabilities.textDocument?.publishDiagnostics?.relatedInformation === true,
    };
  }

  /** As the editor writes it, where it has the file open. */
  #uriOf(file: string): string {
    return this.#documents().find(({ uri }) => pathOfUri(uri) === file)?.uri ?? uriOfPath(file);
  }

  #makeWorkspace(environment: string, language: Language): Workspace {
    return new Workspace(
      {
        documents: this.#documents,
        compiled: (project, result) => this.#tell(project, result),
        closed: (root) => this.#published.forget(root),
        failed: (error) => this.report('compile', error),
      },
      { environment, language },
    );
  }

  #tell(project: Project, result: CompilationResult): void {
    const versions = new Map(this.#documents().map(({ uri, version }) => [uri, version]));
    this.#published.tell(project.root, findingsOf(result, this.contextOf(project, result)), (uri) => versions.get(uri));
  }
}
