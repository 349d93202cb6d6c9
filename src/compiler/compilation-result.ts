import type { DesiredBackfill } from './backfills/index.ts';
import type { Artefact, CompiledArtefact } from './artefact/index.ts';
import type { LocatedDiagnostic } from './diagnostics/index.ts';
import type { PipelineNode, ProjectPolicies } from './ir/index.ts';
import type { FileOwners } from './load/index.ts';
import type { ProjectModel } from './lower/index.ts';
import type { Ownership } from './owners.ts';
import type { Rehearsal } from './rehearsal.ts';
import type { Location, Locator } from './text/index.ts';

/** A definition, right or wrong, as far as others hang on it. */
export interface DefinitionOutline {
  /** As it says; '' where it says none. */
  readonly name: string;
  readonly at: Location;
  /** As it says itself; absent where it says none. */
  readonly owner?: string;
  /** Names that it waits for. */
  readonly dependsOn: readonly string[];
  /** True where it makes one pipeline for each of several tables. */
  readonly isFamily: boolean;
}

/** A definition as its author wrote it. */
export interface DefinitionPlace extends DefinitionOutline {
  readonly value: unknown;
}

/** What came of a compilation of a whole project, as far as a check or a plan tells it: the cache keeps it. */
export interface CompilationOutcome {
  /** From sluice.yaml; undefined when that file cannot be read. */
  readonly project: string | undefined;
  readonly environment: string;
  /** Those that compiled, sorted by name. */
  readonly pipelines: readonly CompiledArtefact[];
  /** All problems of all files, sorted by file and position. */
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** Every definition that could be read, in the order of files. */
  readonly definitions?: readonly DefinitionOutline[];
  /** `moved:` of the definitions, those of a list of tables one by one: old names by new ones. */
  readonly moves?: ReadonlyMap<string, string>;
  /** What is to be run after the fact here; those that something is wrong with are not among them. */
  readonly backfills?: readonly DesiredBackfill[];
  /** Who answers for each definition, by its name; none where nobody is said. */
  readonly ownerships?: ReadonlyMap<string, Ownership>;
  /** The same of one definition, also of one that is not of this project any more; `codeOwners`: by another CODEOWNERS. */
  readonly ownershipOf?: (definition: DefinitionOutline, codeOwners?: FileOwners) => Ownership | undefined;
  /** How many definition files were looked at. */
  readonly files: number;
  /** Every file of the project that was read, sorted. */
  readonly fileNames?: readonly string[];
  /** True when an error hides pipelines, so that nothing may be deleted on the strength of this result. */
  readonly incomplete: boolean;
  /** Digest of all artefacts. */
  readonly digest: string;
  /** What the project allows, asks for and forbids; defaults where it says nothing. */
  readonly policies: ProjectPolicies;
}

/** What a compilation of a whole project gives. Same input, same bytes. */
export interface CompilationResult extends CompilationOutcome {
  /** Those found in one pipeline, by its name; none for a definition whose shape is wrong. */
  readonly diagnosticsOf?: (pipeline: string) => readonly LocatedDiagnostic[];
  /** Names of the engines of sluice.yaml; absent where that file cannot be read. */
  readonly engines?: readonly string[];
  readonly definitions?: readonly DefinitionPlace[];
  /** Finds places in a file of the project. */
  readonly locatorOf?: (file: string) => Locator | undefined;
  /** What the names in the project stand for; absent where sluice.yaml cannot be read. */
  readonly model?: ProjectModel;
  /** Every pipeline that could be understood, also where something is wrong with it. */
  readonly nodes?: readonly PipelineNode[];
  /** A pipeline's movement for a run on rows of one's own; undefined for a command and where nothing compiled. */
  readonly rehearsalOf?: (pipeline: string) => Rehearsal | undefined;
  /** The same with the place that it reads; undefined also where the engine in the process does not read that. */
  readonly sampleOf?: (pipeline: string) => Promise<Artefact | undefined>;
}
