import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-languageserver/node.js';
import type {
  CodeAction,
  CompletionItem,
  Diagnostic,
  Hover,
  InitializeResult,
  Location,
  PublishDiagnosticsParams,
} from 'vscode-languageserver';

/** SLUICE_TEST_PROGRAM: another build than the one in dist/. */
const PROGRAM = process.env['SLUICE_TEST_PROGRAM'] ?? path.resolve('dist/cli/main.js');

export interface ClientOptions {
  /** Folders of the editor; none = it has opened a single file. */
  readonly folders?: readonly string[];
  readonly args?: readonly string[];
  readonly capabilities?: object;
  readonly initializationOptions?: object;
  readonly processId?: number | null;
}

/** An editor as the server sees one: it keeps the texts of documents and what it was told of them. */
export class LanguageClient {
  readonly process: ChildProcessWithoutNullStreams;
  readonly connection: MessageConnection;
  readonly messages: string[] = [];
  readonly exited: Promise<number | null>;
  /** Rejects when the program cannot be started at all. */
  readonly started: Promise<void>;
  /** How often diagnostics were published, by URI. */
  readonly published = new Map<string, number>();
  initialized: InitializeResult | undefined;
  readonly #diagnostics = new Map<string, PublishDiagnosticsParams>();
  readonly #versions = new Map<string, number>();
  readonly #listeners = new Set<() => void>();

  /** `command`: how it is started; the built program when left out. */
  constructor(
    args: readonly string[] = [],
    command: readonly string[] = [process.execPath, PROGRAM, 'lsp', '--stdio'],
  ) {
    const [file = '', ...before] = command;
    this.process = spawn(file, [...before, ...args], {
      env: { PATH: process.env['PATH'], HOME: '/nonexistent' },
    });
    this.exited = new Promise((resolve) => this.process.on('exit', (code) => resolve(code)));
    this.started = new Promise((resolve, reject) => this.process.on('spawn', resolve).on('error', reject));
    this.started.catch(() => undefined);
    this.connection = createMessageConnection(
      new StreamMessageReader(this.process.stdout),
      new StreamMessageWriter(this.process.stdin),
    );
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.#diagnostics.set(params.uri, params);
      this.published.set(params.uri, (this.published.get(params.uri) ?? 0) + 1);
      this.#notify();
    });
    for (const method of ['window/showMessage', 'window/logMessage'])
      this.connection.onNotification(method, ({ message }: { message: string }) => {
        this.messages.push(message);
        this.#notify();
      });
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.listen();
  }

  static async start({ args, folders, ...options }: ClientOptions = {}): Promise<LanguageClient> {
    const client = new LanguageClient(args);
    await client.initialize({ folders: folders ?? [], ...options });
    return client;
  }

  async initialize({ folders = [], capabilities, initializationOptions, processId }: ClientOptions): Promise<void> {
    const workspaceFolders = folders.map((folder) => ({ uri: pathToFileURL(folder).href, name: 'folder' }));
    this.initialized = await this.connection.sendRequest<InitializeResult>('initialize', {
      processId: processId === undefined ? process.pid : processId,
      rootUri: workspaceFolders[0]?.uri ?? null,
      workspaceFolders: folders.length === 0 ? null : workspaceFolders,
      capabilities: capabilities ?? {
        textDocument: {
          completion: { completionItem: { snippetSupport: true } },
          publishDiagnostics: { relatedInformation: true },
        },
        workspace: { workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } },
      },
      initializationOptions,
    });
    await this.connection.sendNotification('initialized', {});
  }

  async open(uri: string, text: string): Promise<void> {
    this.#versions.set(uri, 1);
    const languageId = uri.endsWith('.ts') ? 'typescript' : 'yaml';
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  /** The whole text anew. */
  async change(uri: string, text: string): Promise<void> {
    await this.edit(uri, [{ text }]);
  }

  async edit(uri: string, contentChanges: readonly object[]): Promise<void> {
    const version = (this.#versions.get(uri) ?? 1) + 1;
    this.#versions.set(uri, version);
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  /** `type`: 1 made, 2 changed, 3 deleted. */
  async changedOnDisk(uri: string, type: 1 | 2 | 3): Promise<void> {
    await this.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
  }

  /** The findings of a file as soon as they are what is waited for. */
  async diagnostics(uri: string, wanted: (found: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]> {
    return this.until(
      () => {
        const found = this.#diagnostics.get(uri)?.diagnostics;
        return found !== undefined && wanted(found) ? found : undefined;
      },
      () => `${uri}: ${JSON.stringify(this.#diagnostics.get(uri))}`,
    );
  }

  versionOf(uri: string): number | undefined {
    return this.#diagnostics.get(uri)?.version;
  }

  async until<T>(find: () => T | undefined, state: () => string = () => ''): Promise<T> {
    const found = find();
    if (found !== undefined) return found;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#listeners.delete(look);
        reject(new Error(`not within 60 s; ${state()}\n${this.messages.join('\n')}`));
      }, 60_000);
      const look = (): void => {
        const now = find();
        if (now === undefined) return;
        clearTimeout(timer);
        this.#listeners.delete(look);
        resolve(now);
      };
      this.#listeners.add(look);
    });
  }

  async completion(uri: string, position: object): Promise<CompletionItem[]> {
    return this.connection.sendRequest('textDocument/completion', { textDocument: { uri }, position });
  }

  async hover(uri: string, position: object): Promise<Hover | null> {
    return this.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position });
  }

  async definition(uri: string, position: object): Promise<Location | null> {
    return this.connection.sendRequest('textDocument/definition', { textDocument: { uri }, position });
  }

  async codeActions(uri: string, range: object, only?: readonly string[]): Promise<CodeAction[]> {
    const context = { diagnostics: [], ...(only === undefined ? {} : { only }) };
    return this.connection.sendRequest('textDocument/codeAction', { textDocument: { uri }, range, context });
  }

  /** `shutdown` and `exit`; the exit code. */
  async stop(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    return this.exited;
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** The URI of a file in a folder. */
export function uriIn(folder: string, file: string): string {
  return pathToFileURL(path.join(folder, file)).href;
}

/** A text without its `¦`, and the position where that stood. */
export function marked(text: string): {
  readonly text: string;
  readonly position: { line: number; character: number };
} {
  const before = text.slice(0, text.indexOf('¦'));
  const line = before.split('\n').length - 1;
  return { text: text.replace('¦', ''), position: { line, character: before.length - (before.lastIndexOf('\n') + 1) } };
}
