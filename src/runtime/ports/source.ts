import type { CompilationOutcome } from '../../compiler/index.ts';
import type { CompileFolder } from './definitions.ts';

/** A commit of the desired state, for people. */
export interface SourceCommit {
  /** All of its digits. */
  readonly id: string;
  readonly author: string;
  /** The first line of its message. */
  readonly subject: string;
  /** UTC milliseconds. */
  readonly committedAt: number;
}

/** The repository that desired state is fetched from. No secret is in it. */
export interface SourcePlace {
  readonly url: string;
  /** A branch or a tag; `HEAD` for the default branch. */
  readonly ref: string;
  /** The folder of sluice.yaml in it. */
  readonly path: string;
}

/** The desired state, compiled: what a revision of the repository says. */
export interface DesiredState {
  /** For a folder: digest of all its definition files. For a repository: the commit. */
  readonly revision: string;
  readonly compilation: CompilationOutcome;
  /** Absent for a folder. */
  readonly commit?: SourceCommit;
}

/** What a reading need not give, and when it need not go on. */
export interface ReadRequest {
  /** Gives the reading up: it ends soon, with whatever error. */
  readonly signal?: AbortSignal;
  /** Digests by pipeline whose artefacts the reader has: see {@link CompileFolder}. */
  readonly known?: Parameters<CompileFolder>[1];
}

/** Where desired state comes from. */
export interface Source {
  readonly kind: 'folder' | 'git';
  /** Absent for a folder. */
  readonly place?: SourcePlace;
  /**
   * Reads and compiles everything. Throws SOURCE_UNREADABLE; for a repository also SOURCE_UNREACHABLE,
   * SOURCE_DENIED, SOURCE_REF_MISSING and DISK_FULL. All are retryable.
   */
  read(request?: ReadRequest): Promise<DesiredState>;
  /** Calls back, debounced, whenever something may have changed, until the signal is aborted. */
  watch(signal: AbortSignal, changed: () => void): Promise<void>;
}
