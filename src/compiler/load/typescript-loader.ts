import { cacheKey, type Cache } from '../cache/index.ts';
import type { SourceFile } from '../text/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { decodeSource } from './decode-source.ts';
import { evaluateTypeScript, type EvaluatedDefinitions, type TypeScriptEvaluation } from './evaluate-typescript.ts';
import type { LoadedDocument } from './loaded-document.ts';
import type { ImportedModule } from './imported-module.ts';
import { Sandbox } from './sandbox.ts';
import { GUEST_VERSION } from './sandbox-guest.ts';
import { TypeScriptModules } from './typescript-graph.ts';
import { typeScriptLocator } from './typescript-locator.ts';

/** What one TypeScript file gives. */
export interface TypeScriptLoading {
  readonly documents: readonly LoadedDocument[];
  /** True when the file exports a list: paths then begin with an index. */
  readonly list: boolean;
  /** The definition and, when it was evaluated, what it imports. */
  readonly files: readonly SourceFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A result in the cache: it holds as long as every imported file has the digest it had. */
interface CachedEvaluation {
  readonly imports: TypeScriptEvaluation['imports'];
  readonly evaluated: EvaluatedDefinitions;
}

/** Loads TypeScript definitions of one project; the sandbox is started when the first must be evaluated. */
export class TypeScriptLoader {
  readonly #modules: TypeScriptModules;
  readonly #cache: Cache | undefined;
  readonly #imports = new Map<string, ImportedModule>();
  #sandbox: Sandbox | undefined;

  constructor(root: string, cache: Cache | undefined, unsaved?: ReadonlyMap<string, string>) {
    this.#modules = new TypeScriptModules(root, unsaved);
    this.#cache = cache;
  }

  async load(bytes: Buffer, path: string): Promise<TypeScriptLoading> {
    const key = this.#cache && cacheKey(`typescript ${path}`, GUEST_VERSION, bytes);
    const known = key === undefined ? undefined : this.#known(key);
    if (known !== undefined) {
      const { file } = decodeSource(bytes, path);
      this.#note(known.imports);
      return loading(file, known.evaluated, [file], []);
    }
    this.#sandbox ??= new Sandbox();
    const { file, evaluated, imports, files, diagnostics } = await evaluateTypeScript(
      bytes,
      path,
      this.#modules,
      this.#sandbox,
    );
    this.#note(imports);
    if (evaluated === undefined) return { documents: [], list: false, files, diagnostics };
    if (key !== undefined) this.#cache?.put(key, { imports, evaluated } satisfies CachedEvaluation);
    return loading(file, evaluated, files, diagnostics);
  }

  /** Of all definitions that were loaded, sorted by path. */
  get imports(): readonly ImportedModule[] {
    return [...this.#imports.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  async close(): Promise<void> {
    await this.#sandbox?.close();
  }

  #note(imports: readonly ImportedModule[]): void {
    for (const each of imports) this.#imports.set(each.path, each);
  }

  #known(key: string): CachedEvaluation | undefined {
    // Only this class puts values under keys of this kind, and the file has a checksum.
    const cached = this.#cache?.get(key) as CachedEvaluation | undefined;
    return cached?.imports.every(({ path, digest }) => this.#modules.digest(path) === digest) === true
      ? cached
      : undefined;
  }
}

function loading(
  file: SourceFile,
  evaluated: EvaluatedDefinitions,
  files: readonly SourceFile[],
  diagnostics: readonly Diagnostic[],
): TypeScriptLoading {
  const locator = typeScriptLocator(file, evaluated);
  return {
    documents: evaluated.values.map((value) => ({ file, value, locator })),
    list: evaluated.list,
    files,
    diagnostics,
  };
}
