import type { Connection, Diagnostic } from 'vscode-languageserver';

/** What an editor was told of each file, so that it hears of changes only, and of files that are right again. */
export class Published {
  readonly #send: Connection['sendDiagnostics'];
  readonly #told = new Map<string, { readonly root: string; readonly text: string }>();

  constructor(send: Connection['sendDiagnostics']) {
    this.#send = send;
  }

  /** All findings of a project, by the URI of their file; files of it that are not named have none any more. */
  tell(
    root: string,
    found: ReadonlyMap<string, readonly Diagnostic[]>,
    versionOf: (uri: string) => number | undefined,
  ): void {
    for (const [uri, diagnostics] of found) {
      const version = versionOf(uri);
      const text = JSON.stringify([version, diagnostics]);
      if (this.#told.get(uri)?.text === text) continue;
      this.#told.set(uri, { root, text });
      void this.#send({ uri, diagnostics: [...diagnostics], ...(version === undefined ? {} : { version }) });
    }
    for (const [uri, told] of this.#told) if (told.root === root && !found.has(uri)) this.#clear(uri, versionOf(uri));
  }

  /** A project that is gone has no findings. */
  forget(root: string): void {
    for (const [uri, told] of this.#told) if (told.root === root) this.#clear(uri);
  }

  #clear(uri: string, version?: number): void {
    this.#told.delete(uri);
    void this.#send({ uri, diagnostics: [], ...(version === undefined ? {} : { version }) });
  }
}
