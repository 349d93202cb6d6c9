import type { LocatedDiagnostic } from '../compiler/index.ts';
import type { ExpectationUpdate } from './expectation-update.ts';

/** How one case went. */
export interface CaseResult {
  readonly file: string;
  readonly name: string;
  /** From 1, of the case's name. */
  readonly line: number;
  readonly pipeline: string | undefined;
  readonly environment: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** Of a skipped one. */
  readonly reason?: string;
  readonly durationMs: number;
  /** Errors of a failed one; what a run of rows did not judge. */
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** How the file could say what is so. */
  readonly updates: readonly ExpectationUpdate[];
  /** What the result depends on, beside the test file and the files of rows in `reads`: the compiled pipeline. */
  readonly subject: string;
  readonly reads: readonly string[];
  /** The result of the pass before, as nothing that it depends on has changed. */
  readonly reused?: true;
}

/** One pass over test files. */
export interface TestRun {
  readonly files: readonly string[];
  readonly cases: readonly CaseResult[];
  /** What is wrong with test files and with the pipelines that they test, each said once. */
  readonly diagnostics: readonly LocatedDiagnostic[];
  readonly durationMs: number;
}
