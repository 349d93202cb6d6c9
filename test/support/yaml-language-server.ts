import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CompletionItem, CompletionList } from 'vscode-languageserver';
import { LanguageClient, marked } from './language-client.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const SERVER = path.join(ROOT, 'node_modules/yaml-language-server/bin/yaml-language-server');

/** Which files an author's schema is for, as docs/editors.md tells editors. */
export const AUTHOR_GLOBS = {
  pipeline: 'pipelines/**/*.{yaml,yml}',
  datasource: 'datasources/**/*.{yaml,yml}',
  project: 'sluice.yaml',
  test: 'tests/**/*.test.{yaml,yml}',
  'schema-snapshot': 'schemas/*.json',
} as const;

export type AuthorSchema = keyof typeof AUTHOR_GLOBS;

const FILES: Readonly<Record<AuthorSchema, (name: string) => string>> = {
  pipeline: (name) => `pipelines/${name}.yaml`,
  datasource: (name) => `datasources/${name}.yaml`,
  project: (name) => `${name}/sluice.yaml`,
  test: (name) => `tests/${name}.test.yaml`,
  'schema-snapshot': (name) => `schemas/${name}.json`,
};

/** URI of a published schema. */
export function schemaUri(kind: AuthorSchema): string {
  return pathToFileURL(path.join(ROOT, 'schemas', `${kind}.schema.json`)).href;
}

/** The language server that editors run for YAML, with our schemas, and an editor before it that offers nothing of its own. */
export class YamlLanguageServer {
  readonly client: LanguageClient;
  #documents = 0;

  private constructor(client: LanguageClient) {
    this.client = client;
  }

  /** `schemas`: how files are matched, by the URI of a schema. */
  static async start(
    schemas: Readonly<Record<string, string>> = Object.fromEntries(
      Object.entries(AUTHOR_GLOBS).map(([kind, glob]) => [schemaUri(kind as AuthorSchema), glob]), // the keys are kinds
    ),
  ): Promise<YamlLanguageServer> {
    const client = new LanguageClient([], [process.execPath, SERVER, '--stdio']);
    const asked = new Promise<void>((resolve) => {
      client.connection.onRequest('workspace/configuration', ({ items }: { items: { section: string }[] }) => {
        resolve();
        return items.map(({ section }) =>
          section === 'yaml'
            ? { schemas, validate: true, hover: true, completion: true, schemaStore: { enable: false } }
            : section === 'editor'
              ? { tabSize: 2, insertSpaces: true }
              : {},
        );
      });
    });
    const markup = ['markdown', 'plaintext'];
    await client.initialize({
      capabilities: {
        workspace: { configuration: true },
        textDocument: {
          completion: { completionItem: { snippetSupport: true, documentationFormat: markup } },
          hover: { contentFormat: markup },
          publishDiagnostics: {},
        },
      },
    });
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
    await asked;
    const server = new YamlLanguageServer(client);
    // the answer is taken in behind the first question: this one waits for it
    await server.findings('project', 'nam: a\n', ({ length }) => length > 0);
    return server;
  }

  /** Opens a text under a name of its own that its schema is for. */
  async open(kind: AuthorSchema, text: string): Promise<string> {
    const uri = `file:///repository/${FILES[kind](`d${this.#documents++}`)}`;
    await this.client.open(uri, text);
    return uri;
  }

  /** What is proposed at the `¦` of a text. */
  async completion(kind: AuthorSchema, text: string): Promise<readonly CompletionItem[]> {
    const { text: written, position } = marked(text);
    const textDocument = { uri: await this.open(kind, written) };
    const list = await this.client.connection.sendRequest<CompletionList>('textDocument/completion', {
      textDocument,
      position,
    });
    return list.items;
  }

  /** What is told when the pointer rests at the `¦`. */
  async hover(kind: AuthorSchema, text: string): Promise<string> {
    const { text: written, position } = marked(text);
    const hover = await this.client.hover(await this.open(kind, written), position);
    const contents = hover?.contents;
    return typeof contents === 'object' && 'value' in contents ? contents.value : '';
  }

  /** Findings of a text as `line:from-to message`, lines and columns from 1, end exclusive. */
  async findings(
    kind: AuthorSchema,
    text: string,
    wanted: (found: readonly unknown[]) => boolean = () => true,
  ): Promise<readonly string[]> {
    const found = await this.client.diagnostics(await this.open(kind, text), wanted);
    return found
      .map(({ range: { start, end }, message }) => ({ at: start, end, message }))
      .toSorted((a, b) => a.at.line - b.at.line || a.at.character - b.at.character)
      .map(
        ({ at, end, message }) =>
          `${at.line + 1}:${at.character + 1}-${end.line === at.line ? '' : `${end.line + 1}:`}${end.character + 1} ${message}`,
      );
  }

  async stop(): Promise<void> {
    this.client.process.kill('SIGKILL');
    await this.client.exited;
  }
}

/** A text with a proposal put in at its `¦`, as an editor does it: places to fill in hold their own word, lines take the indent. */
export function applied(text: string, item: CompletionItem): string {
  const { text: written, position } = marked(text);
  const lines = written.split('\n');
  const line = lines[position.line] ?? '';
  const edit = item.textEdit;
  const range = edit !== undefined && 'range' in edit ? edit.range : { start: position, end: position };
  const indent = /^ */.exec(line)?.[0] ?? '';
  const inserted = filledIn(edit?.newText ?? item.insertText ?? item.label).replaceAll('\n', `\n${indent}`);
  lines[position.line] = line.slice(0, range.start.character) + inserted + line.slice(range.end.character);
  return lines.join('\n');
}

/** A snippet as it stands when nobody fills anything in. */
function filledIn(snippet: string): string {
  return snippet
    .replaceAll(/(?<!\\)\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1')
    .replaceAll(/(?<!\\)\$\{\d+:?((?:\\.|[^}\\])*)\}/g, '$1')
    .replaceAll(/(?<!\\)\$\d+/g, '')
    .replaceAll(/\\([$}\\])/g, '$1');
}
