import { compileProject, createMemoryCache, type CompilationResult } from '../compiler/index.ts';
import type { Language } from '../message/index.ts';
import type { TextChange } from './change-between.ts';
import { fixFile } from './fix-file.ts';
import { withTests } from './with-tests.ts';

/** Shortest wait after a change, in milliseconds: typing goes on meanwhile. */
const SHORTEST_WAIT_MS = 150;
const LONGEST_WAIT_MS = 1_000;

export interface ProjectOptions {
  readonly environment: string;
  readonly language: Language;
}

/** What a project asks of the editor's side, and tells it. */
export interface ProjectHost {
  /** Texts of the project's open files, by their path from its root. */
  readonly unsaved: (root: string) => ReadonlyMap<string, string>;
  /** Told after each compilation, with the texts that it was made from. */
  readonly compiled: (project: Project, result: CompilationResult) => void;
  /** Told of a defect; the project stays as it was last understood. */
  readonly failed: (error: unknown) => void;
}

/**
 * One project of an editor: compiled a moment after the last change, never twice at once, with the texts as the
 * editor has them. The wait grows with the time that a compilation takes.
 */
export class Project {
  readonly root: string;
  readonly #host: ProjectHost;
  readonly #options: ProjectOptions;
  readonly #cache = createMemoryCache();
  #result: CompilationResult | undefined;
  #known: CompilationResult | undefined;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #changed = false;
  #closed = false;
  #wait = SHORTEST_WAIT_MS;
  #waiting: (() => void)[] = [];
  #count = 0;

  constructor(root: string, host: ProjectHost, options: ProjectOptions) {
    this.root = root;
    this.#host = host;
    this.#options = options;
  }

  /** As it was last understood; before the first compilation undefined. */
  get result(): CompilationResult | undefined {
    return this.#result;
  }

  /** How often it was compiled. */
  get count(): number {
    return this.#count;
  }

  /** Something in it is other than before: compiles after a moment. */
  changed(): void {
    if (this.#closed) return;
    this.#changed = true;
    if (this.#running !== undefined) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#compile(), this.#wait);
  }

  /** Resolves when no change is left uncompiled. */
  async settled(): Promise<CompilationResult | undefined> {
    if (!this.#closed && (this.#changed || this.#running !== undefined))
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return this.#result;
  }

  /** The latest result, with the names of the last one that had any: sluice.yaml may be broken while it is edited. */
  async known(): Promise<CompilationResult | undefined> {
    const result = this.#result ?? (await this.settled());
    if (result === undefined || result.model !== undefined || this.#known?.model === undefined) return result;
    return { ...result, model: this.#known.model, nodes: this.#known.nodes ?? [] };
  }

  /** What would mend a file without a look at it, as its text is now. */
  async fixed(file: string): Promise<TextChange | undefined> {
    const { environment } = this.#options;
    return fixFile(this.root, file, {
      environment,
      unsaved: this.#host.unsaved(this.root),
      cache: createMemoryCache(),
    });
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#release();
  }

  #compile(): void {
    this.#changed = false;
    const began = performance.now();
    this.#running = this.#once().finally(() => {
      this.#running = undefined;
      this.#wait = Math.min(Math.max(performance.now() - began, SHORTEST_WAIT_MS), LONGEST_WAIT_MS);
      if (this.#changed) this.changed();
      else this.#release();
    });
  }

  async #once(): Promise<void> {
    try {
      this.#count += 1;
      const { environment, language } = this.#options;
      const unsaved = this.#host.unsaved(this.root);
      const compiled = await compileProject(this.root, { environment, language, unsaved, cache: this.#cache });
      const result = await withTests(compiled, unsaved, language);
      if (this.#closed) return;
      this.#result = result;
      if (result.model !== undefined) this.#known = result;
      this.#host.compiled(this, result);
    } catch (error) {
      this.#host.failed(error);
    }
  }

  #release(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
