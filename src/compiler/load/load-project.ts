import { say, type Message } from '../../message/index.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { cacheKey, openCache, type Cache } from '../cache/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { Location, Locator, SourceFile } from '../text/index.ts';
import { decodeSource, MAX_FILE_BYTES } from './decode-source.ts';
import { findFiles } from './find-files.ts';
import { ioReason } from './io-reason.ts';
import type { LoadMemory } from './load-memory.ts';
import { documentOf, loadYaml, type YamlLoading } from './load-yaml.ts';
import { isLfsPointer, lfsPointer } from './lfs-pointer.ts';
import { itemNamed } from './item-name.ts';
import { fileLocator, type LoadedDocument } from './loaded-document.ts';
import { findSnapshots, readSnapshot, SNAPSHOT_FOLDER, type LoadedSnapshot } from './load-snapshots.ts';
import type { ReadFiles } from './read-files.ts';
import { wholeFile } from './stretch.ts';
import type { ImportedModule } from './imported-module.ts';
import type { TypeScriptLoader } from './typescript-loader.ts';

/** One pipeline as its author wrote it. */
export interface LoadedDefinition {
  readonly document: LoadedDocument;
  /** The place in the list that a TypeScript file exports; 0 where it exports one, and in YAML. */
  readonly index: number;
  /** The same as `document.value`. */
  readonly value: unknown;
  /** Where the value is: its path begins with the index when a TypeScript file exports a list. */
  readonly at: Location;
}

/** All files of a project as plain data. */
export interface LoadedProject {
  /** `sluice.yaml`. */
  readonly project?: LoadedDocument;
  readonly datasources: readonly LoadedDocument[];
  /** Of `schemas/`, as far as they are named after a datasource. */
  readonly snapshots: readonly LoadedSnapshot[];
  /** In the order of their paths, then of their indexes. */
  readonly definitions: readonly LoadedDefinition[];
  /** Of `backfills/`. */
  readonly backfills: readonly LoadedDocument[];
  /** How many definition files were looked at. */
  readonly files: number;
  readonly diagnostics: readonly Diagnostic[];
  /** True when an error hides what a file or folder holds. */
  readonly incomplete: boolean;
  /** Modules that definitions import, with the SHA-256 of their bytes, sorted by path. */
  readonly imports: readonly ImportedModule[];
  /** Finds spans in a file of the project; undefined for one that was not read. */
  locatorOf(path: string): Locator | undefined;
}

export interface LoadOptions {
  readonly signal?: AbortSignal;
  /** A folder to keep results in between runs; without it every file is parsed. */
  readonly cacheFolder?: string;
  /** A cache that is kept open between loads, in place of a folder. */
  readonly cache?: Cache;
  /** Texts by path that stand in place of the files there, which need not exist: what an editor has not saved yet. */
  readonly unsaved?: ReadonlyMap<string, string>;
  /** The folder has some of the project's definitions, perhaps none: that there is none is no mistake. */
  readonly isPart?: boolean;
  /** What {@link readFiles} has read of the folder: it is not read again. Not together with `unsaved`. */
  readonly read?: ReadFiles;
  /** What the last load read, for who loads the same project again and again. */
  readonly memory?: LoadMemory;
}

/** Files between two looks at the event loop: a daemon that loads 10,000 files goes on answering. */
const FILES_PER_TURN = 200;
/** Changes when the same bytes are read as another value. */
const YAML_VERSION = 1;

/**
 * Loads a project: every file is read, every mistake reported, in one pass. Never throws for what is
 * in the folder; throws the signal's reason when it is aborted.
 */
export async function loadProject(root: string, options: LoadOptions = {}): Promise<LoadedProject> {
  const found = options.read?.found ?? (await findFiles(root, options.signal, options.unsaved?.keys()));
  const cache = options.cache ?? (options.cacheFolder === undefined ? undefined : await openCache(options.cacheFolder));
  const loading = new ProjectLoading(root, cache, options, found.diagnostics);
  try {
    const project = found.project === undefined ? undefined : loading.yaml(found.project, 'not-kept');
    if (found.project === undefined && found.diagnostics.every(({ at }) => at.file !== 'sluice.yaml')) {
      loading.report(noProjectFile());
    }
    const datasources: LoadedDocument[] = [];
    const definitions: LoadedDefinition[] = [];
    for (const [count, path] of [...found.datasources, ...found.definitions].entries()) {
      if (count % FILES_PER_TURN === FILES_PER_TURN - 1) {
        await yieldToOthers();
        options.signal?.throwIfAborted();
      }
      if (count >= found.datasources.length) definitions.push(...(await loading.definitions(path)));
      else datasources.push(...present(loading.yaml(path, 'not-kept')));
    }
    const backfills = found.backfills.flatMap((path) => present(loading.yaml(path, 'not-kept')));
    const snapshots = (await findSnapshots(root, datasources.map(nameOf), options.unsaved?.keys())).map((name) =>
      loading.snapshot(name),
    );
    const hidden = found.diagnostics.some(({ at }) => at.file.startsWith('pipelines'));
    const isEmpty = found.definitions.length === 0 && options.isPart !== true;
    if (found.project !== undefined && isEmpty && !hidden) loading.report(noPipeline());
    await cache?.save();
    options.memory?.forgetOthers();
    return {
      ...(project === undefined ? {} : { project }),
      datasources,
      snapshots,
      definitions,
      backfills,
      files: found.definitions.length,
      diagnostics: loading.diagnostics,
      incomplete: loading.diagnostics.some(({ severity }) => severity === 'error'),
      imports: loading.imports(),
      locatorOf: (path) => loading.locators.get(path),
    };
  } finally {
    await loading.close();
  }
}

class ProjectLoading {
  readonly diagnostics: Diagnostic[];
  readonly locators = new Map<string, Locator>();
  readonly #root: string;
  readonly #cache: Cache | undefined;
  readonly #unsaved: ReadonlyMap<string, string>;
  readonly #bytes: ReadonlyMap<string, Uint8Array>;
  readonly #memory: LoadMemory | undefined;
  #typeScript: TypeScriptLoader | undefined;

  constructor(
    root: string,
    cache: Cache | undefined,
    { unsaved, read, memory }: LoadOptions,
    diagnostics: readonly Diagnostic[],
  ) {
    this.#root = root;
    this.#unsaved = unsaved ?? new Map();
    this.#bytes = read?.bytes ?? new Map();
    this.#cache = cache;
    this.#memory = memory;
    this.diagnostics = [...diagnostics];
  }

  report(...diagnostics: readonly Diagnostic[]): void {
    for (const diagnostic of diagnostics) this.diagnostics.push(diagnostic);
  }

  /** `kept`: in the cache, which is for definitions; what may hold a password by mistake is not copied anywhere. */
  yaml(path: string, kept: 'kept' | 'not-kept'): LoadedDocument | undefined {
    return this.#document(path, (bytes) => (kept === 'kept' ? this.#kept(bytes, path) : loadYaml(bytes, path)));
  }

  snapshot(datasource: string): LoadedSnapshot {
    const path = `${SNAPSHOT_FOLDER}/${datasource}.json`;
    const at: Location = { file: path, path: [], part: 'value' };
    const document = this.#document(path, (bytes) => readSnapshot(bytes, path));
    return { datasource, at, ...(document === undefined ? {} : { document }) };
  }

  async definitions(path: string): Promise<readonly LoadedDefinition[]> {
    if (!path.endsWith('.ts')) return present(this.yaml(path, 'kept')).map((document) => definition(document, 0, []));
    const bytes = this.#read(path);
    if (bytes === undefined) return [];
    const loader = (this.#typeScript ??= await this.#startTypeScript());
    const { documents: evaluated, list, files, diagnostics } = await loader.load(bytes, path);
    const documents = evaluated.map((document, index) => this.#interned(document, index));
    this.report(...diagnostics);
    for (const file of files) if (!this.locators.has(file.path)) this.#locate(file);
    const values = documents.map(({ value }) => value);
    return documents.map((document, index) => {
      this.locators.set(path, itemNamed(document.locator, list ? values : values[0]));
      return definition(document, index, list ? [index] : []);
    });
  }

  imports(): readonly ImportedModule[] {
    return this.#typeScript?.imports ?? [];
  }

  async close(): Promise<void> {
    await this.#typeScript?.close();
  }

  /** Loaded at the first TypeScript file: the native transformer is not free, and most projects have none. */
  async #startTypeScript(): Promise<TypeScriptLoader> {
    const { TypeScriptLoader: Loader } = await import('./typescript-loader.ts');
    return new Loader(this.#root, this.#cache, this.#unsaved);
  }

  #read(path: string): Buffer | undefined {
    try {
      const unsaved = this.#unsaved.get(path);
      const known = unsaved === undefined ? this.#bytes.get(path) : Buffer.from(unsaved);
      const { buffer, byteOffset, byteLength } = known ?? readFileSync(join(this.#root, path));
      const bytes = Buffer.from(buffer, byteOffset, byteLength);
      if (isLfsPointer(bytes)) {
        this.report(lfsPointer(path));
        return undefined;
      }
      if (bytes.length <= MAX_FILE_BYTES) return bytes;
      this.report(unreadableFile(path, say`it is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB`));
    } catch (error) {
      this.report(unreadableFile(path, ioReason(error)));
    }
    return undefined;
  }

  /** One document of a file: remembered, from the cache, or read. */
  #document(path: string, read: (bytes: Buffer) => YamlLoading): LoadedDocument | undefined {
    const bytes = this.#read(path);
    if (bytes === undefined) return undefined;
    const loading = this.#memory?.file(path, bytes, () => read(bytes)) ?? read(bytes);
    this.report(...loading.diagnostics);
    if (loading.document !== undefined) return this.#keep(loading.document);
    this.#locate(loading.file);
    return undefined;
  }

  #kept(bytes: Buffer, path: string): YamlLoading {
    const key = this.#cache && cacheKey('yaml', YAML_VERSION, bytes);
    const known = key === undefined ? undefined : this.#cache?.get(key);
    if (known !== undefined) {
      const { file } = decodeSource(bytes, path);
      return { file, document: documentOf(file, known), diagnostics: [] };
    }
    const loading = loadYaml(bytes, path);
    const { document, diagnostics } = loading;
    if (key !== undefined && document !== undefined && diagnostics.length === 0) this.#cache?.put(key, document.value);
    return loading;
  }

  #interned(document: LoadedDocument, index: number): LoadedDocument {
    if (this.#memory === undefined) return document;
    return { ...document, value: this.#memory.value(`${document.file.path}#${index}`, document.value) };
  }

  #keep(document: LoadedDocument): LoadedDocument {
    this.locators.set(document.file.path, itemNamed(document.locator, document.value));
    return document;
  }

  #locate(file: SourceFile): void {
    this.locators.set(file.path, fileLocator(file));
  }
}

function definition(document: LoadedDocument, index: number, path: Location['path']): LoadedDefinition {
  return { document, index, value: document.value, at: { file: document.file.path, path, part: 'value' } };
}

function nameOf({ value }: LoadedDocument): string {
  return typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : '';
}

function present<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}

function unreadableFile(path: string, reason: Message): Diagnostic {
  return makeDiagnostic('SL0107', wholeFile(path), say`\`${path}\` cannot be read: ${reason}`, {
    notes: [say`what it holds is not known, so nothing is deleted on the strength of this run`],
  });
}

function noProjectFile(): Diagnostic {
  return makeDiagnostic('SL0110', wholeFile('sluice.yaml'), say`this folder has no \`sluice.yaml\``, {
    notes: [say`it names the project, its engines and environments; without it no pipeline has a meaning`],
    help: say`go to the folder of a project, or begin one with \`sluice init\``,
  });
}

function noPipeline(): Diagnostic {
  return makeDiagnostic('SL0111', wholeFile('sluice.yaml'), say`no pipeline found under \`pipelines/\``, {
    notes: [
      say`definitions are \`.yaml\`, \`.yml\` and \`.ts\` files there; \`_name.ts\` and \`_folder/\` hold modules, \`.test.\` files tests`,
    ],
    help: say`begin with \`sluice init\`, or write \`pipelines/first.yaml\``,
  });
}
