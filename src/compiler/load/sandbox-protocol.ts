/** What the worker is started with. */
export interface SandboxStart {
  /** URL of the quickjs-wasi package's module. */
  readonly engine: string;
  /** Path of its `quickjs.wasm`. */
  readonly wasm: string;
  /** Guest code that runs before every definition. */
  readonly prelude: string;
  /** Guest module that `import … from 'sluice'` gives. */
  readonly sdk: string;
}

/** One definition file, or rule, to evaluate, with all it imports; the worker itself reads no file. */
export interface SandboxRequest {
  readonly id: number;
  readonly entry: string;
  /** JavaScript by module name, which is the path of the file in the project. */
  readonly modules: ReadonlyMap<string, string>;
  /** Module names by importer and specifier, joined by a NUL. */
  readonly resolutions: ReadonlyMap<string, string>;
  /** JSON of a plan: the default export is a rule that is called with it. Without, it is definitions. */
  readonly plan?: string;
  readonly limits: SandboxLimits;
}

export interface SandboxLimits {
  /** Of the guest's heap, bytes. */
  readonly memoryBytes: number;
  /** Of one evaluation, milliseconds of the process's computing. */
  readonly timeMs: number;
  /** Of the result as JSON, UTF-16 units. */
  readonly outputLength: number;
}

/** JSON as the prelude's `finish` writes it. */
export interface SandboxResult {
  readonly list: boolean;
  readonly values: readonly unknown[];
  /** For each value the stack of its `definePipeline` call, or null. */
  readonly calls: readonly (string | null)[];
}

/** JSON as the prelude's `judge` writes it. */
export type JudgedPlan =
  | { readonly violations: unknown }
  /** What was returned is no data. */
  | { readonly refused: string }
  | { readonly name: string; readonly message: string; readonly stack: string };

export type SandboxReply = { readonly id: number; readonly refusedImport?: string } & (
  | { readonly outcome: 'done'; readonly json: string }
  /** The export is no pipelines: `message` says why. */
  | { readonly outcome: 'shape'; readonly message: string; readonly index: number | null; readonly call: string | null }
  | { readonly outcome: 'threw'; readonly message: string; readonly stack: string }
  /** A top-level `await` that nothing will ever settle. */
  | { readonly outcome: 'pending' }
  | { readonly outcome: 'time' | 'memory' | 'output' }
);
