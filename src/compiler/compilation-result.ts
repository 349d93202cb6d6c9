import type { CompiledArtefact } from './artefact/index.ts';
import type { LocatedDiagnostic } from './diagnostics/index.ts';

/** What a compilation of a whole project gives. Same input, same bytes. */
export interface CompilationResult {
  /** From sluice.yaml; undefined when that file cannot be read. */
  readonly project: string | undefined;
  readonly environment: string;
  /** Those that compiled, sorted by name. */
  readonly pipelines: readonly CompiledArtefact[];
  /** All problems of all files, sorted by file and position. */
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** Those found in one pipeline, by its name; none for a definition whose shape is wrong. */
  readonly diagnosticsOf?: (pipeline: string) => readonly LocatedDiagnostic[];
  /** Names of the engines of sluice.yaml; absent where that file cannot be read. */
  readonly engines?: readonly string[];
  /** How many definition files were looked at. */
  readonly files: number;
  /** True when an error hides pipelines, so that nothing may be deleted on the strength of this result. */
  readonly incomplete: boolean;
  /** Digest of all artefacts. */
  readonly digest: string;
  /** What the project allows to be deleted at once; defaults where it says nothing. */
  readonly policies: { readonly prune: 'never' | 'confirm' | 'auto'; readonly maxChangedShare: number };
}
