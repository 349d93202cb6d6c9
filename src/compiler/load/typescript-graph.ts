import { say, type Message } from '../../message/index.ts';
import { readFileSync, realpathSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { ioReason } from './io-reason.ts';
import { stretch } from './stretch.ts';
import { importStretch, readTypeScriptModule, type TypeScriptModule } from './typescript-module.ts';

/** A definition file with everything it imports. */
export interface TypeScriptGraph {
  /** By path in the project; the entry is one of them. */
  readonly modules: ReadonlyMap<string, TypeScriptModule>;
  /** Module paths by importer and specifier, joined by a NUL. */
  readonly resolutions: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads modules of one project, each once. An import is a relative path inside the project, with `.ts`
 * or no extension, or `sluice`; nothing else can be reached, through links neither.
 */
export class TypeScriptModules {
  readonly #root: string;
  readonly #unsaved: ReadonlyMap<string, string>;
  readonly #known = new Map<string, TypeScriptModule | { readonly unreadable: Message }>();

  /** `unsaved`: texts in place of the files at their paths. */
  constructor(root: string, unsaved: ReadonlyMap<string, string> = new Map()) {
    this.#root = realpathSync(root);
    this.#unsaved = unsaved;
  }

  /** The entry's bytes are given; imported files are read. */
  graph(entry: string, bytes: Uint8Array): TypeScriptGraph {
    this.#known.set(entry, readTypeScriptModule(bytes, entry));
    const modules = new Map<string, TypeScriptModule>();
    const resolutions = new Map<string, string>();
    const diagnostics: Diagnostic[] = [];
    const waiting = [entry];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const module = this.#known.get(path);
      if (modules.has(path) || module === undefined || 'unreadable' in module) continue;
      modules.set(path, module);
      diagnostics.push(...module.diagnostics);
      for (const specifier of module.imports) {
        if (specifier === 'sluice') continue;
        const target = this.#resolve(path, specifier);
        if (typeof target === 'string') {
          resolutions.set(`${path}\0${specifier}`, target);
          waiting.push(target);
        } else diagnostics.push(importNotAllowed(module, specifier, target.reason));
      }
    }
    return { modules, resolutions, diagnostics };
  }

  /** A module of the project by its path, for checking whether a cached result still holds. */
  digest(path: string): string | undefined {
    const module = this.#read(path);
    return 'unreadable' in module ? undefined : module.digest;
  }

  #resolve(importer: string, specifier: string): string | { readonly reason: Message } {
    if (!/^\.\.?\//.test(specifier)) return { reason: say`it is neither a relative path nor \`sluice\`` };
    const joined = posix.join(posix.dirname(importer), specifier);
    if (joined.startsWith('..')) return { reason: say`it leads out of the project` };
    const path = joined.endsWith('.ts') ? joined : `${joined}.ts`;
    const module = this.#read(path);
    return 'unreadable' in module ? { reason: module.unreadable } : path;
  }

  #read(path: string): TypeScriptModule | { readonly unreadable: Message } {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const read = this.#readFile(path);
    this.#known.set(path, read);
    return read;
  }

  #readFile(path: string): TypeScriptModule | { readonly unreadable: Message } {
    const unsaved = this.#unsaved.get(path);
    if (unsaved !== undefined) return readTypeScriptModule(Buffer.from(unsaved), path);
    try {
      const target = realpathSync(join(this.#root, path));
      if (!target.startsWith(this.#root + sep)) return { unreadable: say`it leads out of the project` };
      return readTypeScriptModule(readFileSync(target), path);
    } catch (error) {
      return { unreadable: say`\`${path}\` cannot be read: ${ioReason(error)}` };
    }
  }
}

/** An import that a definition may not have, at its specifier. */
export function importNotAllowed(module: TypeScriptModule, specifier: string, reason: Message): Diagnostic {
  const { start, end } = importStretch(module.file, specifier);
  return makeDiagnostic(
    'SL0804',
    stretch(module.file.path, start, end),
    say`\`${specifier}\` cannot be imported: ${reason}`,
    {
      notes: [
        say`TypeScript of a project is evaluated without files, network and packages, so that the same commit always means the same`,
      ],
      help: say`import from \`sluice\`, or by a relative path from a \`.ts\` file of this project; types may come from anywhere with \`import type\``,
    },
  );
}
