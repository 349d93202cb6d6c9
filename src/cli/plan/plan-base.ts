import type {
  BaseBackfill,
  CheckedOut,
  CompilationOutcome,
  DefinitionOutline,
  DeployedFacts,
  FileOwners,
  OutcomeOptions,
  Ownership,
  PlanSide,
  TreeState,
} from '../../compiler/index.ts';
import type { Message } from '../../message/index.ts';

/** Who owned things at the base of a plan, by its CODEOWNERS. */
export interface BaseOwners {
  /** Of a definition as it was there: by itself, by CODEOWNERS there, by `defaults` there. */
  ownershipOf(definition: DefinitionOutline): Ownership | undefined;
  /** CODEOWNERS there, for files of the working tree. */
  readonly codeOwners: FileOwners;
}

/** What a plan compares with, and what else is known there. */
export interface BaseSide {
  readonly side: PlanSide;
  /** What the runtime knows of each pipeline; absent where it was not asked. */
  readonly deployed?: ReadonlyMap<string, DeployedFacts>;
  /** Where the working tree stands; absent where it is in no repository. */
  readonly head?: TreeState;
  /** What changes what is deployed; absent where that is not known, or nothing is deployed there. */
  readonly source?: 'folder' | 'git' | 'apply';
  /** The definition of each pipeline there; absent where only artefacts are known. */
  readonly definitions?: ReadonlyMap<string, DefinitionOutline>;
  /** Who owned things there; absent where only artefacts are known. */
  readonly owners?: BaseOwners;
  /** Policies of the project there; absent where they are not known. */
  readonly policies?: CompilationOutcome['policies'];
  /** The files of its rules; absent where it has none, or where only artefacts are known. */
  readonly rules?: BaseRules;
  /** Backfills that files there say, or that the runtime has of files; absent where they are not known. */
  readonly backfills?: readonly BaseBackfill[];
  /** How many rows runs after the fact will be of, by the runtime; absent where none was asked. */
  readonly rowsOf?: (backfill: BaseBackfill) => Promise<number | undefined>;
  /** What could not be compared. */
  readonly notes: readonly Message[];
}

/** The files that the rules of a base are made of. */
export interface BaseRules {
  /** True where those of the working tree are, or may be, others. */
  readonly isChanged: boolean;
  /** Throws a `FailedOperation` where they cannot be read. */
  checkOut(): Promise<CheckedOut>;
}

/** Where the base of a plan comes from. */
export interface PlanBase {
  /** Kept when others have been set to work for it, who then work while the head is compiled. Never fails. */
  readonly ready?: Promise<void>;
  /** Throws a `FailedOperation` or a `UsageError` for a base that cannot be had. */
  sideFor(head: CompilationOutcome, options: OutcomeOptions): Promise<BaseSide>;
}
