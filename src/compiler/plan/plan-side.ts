import type { CompiledArtefact } from '../artefact/index.ts';
import type { ConnectorSpec } from '../connector/index.ts';
import type { LocatedDiagnostic } from '../diagnostics/index.ts';
import type { PlanOrigin } from './plan.ts';
import type { SourceSize } from './source-size.ts';

/** All pipelines of a project at one time. */
export interface PlanSide {
  readonly origin: PlanOrigin;
  /** By name. An artefact that both sides have as one object is not looked at. */
  readonly pipelines: ReadonlyMap<string, CompiledArtefact>;
  /** Names of definitions that do not compile; of the base too: what they were is not known, and they show as new. */
  readonly broken: ReadonlySet<string>;
  /** Names of pipelines that are deployed with what nobody can read: they are there, and nothing is compared with them. */
  readonly unreadable?: ReadonlySet<string>;
  /** True where a file that cannot be read may hide pipelines, so that none is taken for gone. */
  readonly incomplete: boolean;
}

/** What the runtime knows of a deployed pipeline. Times UTC milliseconds. */
export interface DeployedFacts {
  readonly generation: number;
  readonly state: 'active' | 'suspended';
  readonly nextFireTime?: number;
  readonly lastFireTime?: number;
  readonly cursor?: string;
  /** Runs that are not over. */
  readonly openRuns: number;
}

/** What a plan is made of besides its two sides. */
export interface PlanFacts {
  readonly project: string | undefined;
  readonly environment: string;
  readonly now: number;
  readonly specOf: (connector: string) => ConnectorSpec | undefined;
  readonly ownersOf: (pipeline: string) => readonly string[];
  readonly fileOf: (pipeline: string) => string | undefined;
  /** `moved:` of the head: old names by new ones. */
  readonly moves: ReadonlyMap<string, string>;
  /** What the runtime knows, by pipeline; absent where it was not asked. */
  readonly deployed?: ReadonlyMap<string, DeployedFacts>;
  /** How much is in the sources of pipelines that read anew, by pipeline; absent where none was asked. */
  readonly sizes?: ReadonlyMap<string, SourceSize>;
  readonly diagnostics: readonly LocatedDiagnostic[];
}
