import type { CompilationResult } from '../../compiler/index.ts';

/** The desired state, compiled: what a revision of the repository says. */
export interface DesiredState {
  /** For a folder: digest of all its files. */
  readonly revision: string;
  readonly compilation: CompilationResult;
}

/** Where desired state comes from. */
export interface Source {
  /** Reads and compiles everything. Throws SOURCE_UNREADABLE (retryable). */
  read(): Promise<DesiredState>;
  /** Calls back, debounced, whenever something may have changed, until the signal is aborted. */
  watch(signal: AbortSignal, changed: () => void): Promise<void>;
}
