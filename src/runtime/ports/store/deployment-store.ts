import type { CompiledArtefact, LocatedDiagnostic } from '../../../compiler/index.ts';
import type { DeploymentKey, Scope } from '../run.ts';
import type { SourceCommit, SourcePlace } from '../source.ts';

/** A pipeline as accepted by the runtime. Times UTC milliseconds. */
export interface Deployment extends DeploymentKey {
  readonly generation: number;
  /** The generation that the reconciler has seen through. */
  readonly observedGeneration: number;
  readonly artefactDigest: string;
  readonly revision: string;
  readonly state: 'active' | 'suspended' | 'deleted';
  readonly nextFireTime: number | undefined;
  /** Until when the scheduler has put off that fire; absent = it has not. */
  readonly dueAt?: number;
  readonly lastFireTime: number | undefined;
  /** The pipeline's cursor (see {@link CursorStore.getCursor}), read together with the deployment. */
  readonly cursor: string | undefined;
  readonly appliedAt: number;
  /** A person has paused it: it fires no more by itself, whatever its state. */
  readonly isPaused?: boolean;
}

/** What the events of a deployment say that it is. */
export type RecordedDeployment = Pick<Deployment, 'generation' | 'artefactDigest' | 'state'>;

/** One change of the desired state. `nextFireTime` undefined = fires by something else than a clock. */
export type DeploymentChange =
  | {
      readonly kind: 'deploy';
      readonly key: DeploymentKey;
      readonly compiled: CompiledArtefact;
      readonly nextFireTime: number | undefined;
    }
  | { readonly kind: 'delete'; readonly key: DeploymentKey }
  | {
      /**
       * The pipeline `from` goes on as `key`: with its clock, its cursor, its generation and its open runs. Where `from` is
       * not deployed, or `key` is, it is a `deploy` of the one, and a `delete` of the other.
       */
      readonly kind: 'move';
      readonly key: DeploymentKey;
      readonly from: string;
      readonly compiled: CompiledArtefact;
      readonly nextFireTime: number | undefined;
    };

/** Changes that a person has reviewed: made as a whole where everything is as it was then, or not at all. */
export interface ReviewedChanges {
  readonly project: string;
  readonly environment: string;
  readonly revision: string;
  readonly changes: readonly DeploymentChange[];
  /** Digest of the artefact that each pipeline concerned had when the plan was made; undefined = it was not deployed. */
  readonly expected: ReadonlyMap<string, string | undefined>;
  readonly actor: string;
  /** Names the plan in the audit. */
  readonly seal: string;
}

/** A pipeline that is deployed otherwise than a plan had it; undefined = not deployed. */
export interface StateDifference {
  readonly pipeline: string;
  readonly expected: string | undefined;
  readonly found: string | undefined;
}

/**
 * What became of reviewed changes. `applied-already`: all is as they want it, and nothing was written. `folder`: a daemon makes
 * the environment what its folder says, and would undo them.
 */
export type ReviewedOutcome =
  | { readonly outcome: 'applied' | 'applied-already' | 'folder' }
  | { readonly outcome: 'refused'; readonly differences: readonly StateDifference[] };

/** Why the desired state cannot be read: the code of an operating error, and its words. No secret is in it. */
export interface SourceProblem {
  readonly code: string;
  readonly message: string;
  readonly help?: string;
}

/** What the reconciler last saw of the desired state; shown to people while files are broken. */
export interface SourceStatus {
  readonly project: string;
  readonly environment: string;
  /** Where the desired state comes from; absent = the folder, by a version that knew nothing else. `apply` is always `synced`. */
  readonly kind?: 'folder' | 'git' | 'apply';
  /** With `git`: where that is, and the commit that was read last, once one was. */
  readonly place?: SourcePlace;
  readonly commit?: SourceCommit;
  /** Why nothing can be read, while it is `unreadable`. */
  readonly problem?: SourceProblem;
  /** Of the files, with `git` the commit; with `apply` that of the plan that was applied last, empty before the first. */
  readonly revision: string;
  readonly state: 'synced' | 'broken' | 'unreadable';
  readonly diagnostics: readonly LocatedDiagnostic[];
  readonly files: number;
  readonly pipelines: number;
  /** Names of those that compiled, sorted; absent where nothing was read, or by a version that did not keep them. */
  readonly compiled?: readonly string[];
  /** What the project lets the daemon heal by itself; absent = nothing. */
  readonly selfHeal?: 'record';
  /** How long a deleted deployment can be restored, in milliseconds; absent where nothing was read that says so. */
  readonly restoreWindowMs?: number;
  readonly checkedAt: number;
}

/** What is deployed, and what the desired state was last seen as. */
export interface DeploymentStore {
  /** Changes of one scope; the fence is that of its leader. */
  applyChanges(
    fence: number,
    revision: string,
    changes: readonly DeploymentChange[],
    now: number,
    actor: string,
  ): Promise<void>;
  /**
   * A person's changes. They need no fence and take none from the leader: leaders' writes wait while they are made, and
   * what keeps them from the wrong state is `expected`. None are made in an environment whose {@link SourceStatus} is that of a
   * folder; any other is on record as one that takes reviewed plans from then on.
   */
  applyReviewed(reviewed: ReviewedChanges, now: number): Promise<ReviewedOutcome>;
  setSourceStatus(fence: number, status: SourceStatus): Promise<void>;
  sourceStatus(project: string, environment: string): Promise<SourceStatus | undefined>;
  listDeployments(filter: {
    readonly project?: string;
    readonly environment?: string;
    readonly includeDeleted?: boolean;
  }): Promise<readonly Deployment[]>;
  getDeployment(key: DeploymentKey): Promise<Deployment | undefined>;
  /** Deployments of a scope by their names, deleted ones too, in no order. */
  deploymentsNamed(scope: Scope, pipelines: readonly string[]): Promise<readonly Deployment[]>;
  /** What the newest events of these deployments say that they are, by name; one of which none says it is left out. */
  deploymentsByEvents(scope: Scope, pipelines: readonly string[]): Promise<ReadonlyMap<string, RecordedDeployment>>;
  /**
   * Makes a deployment that somebody has edited what its newest event says, and tells it. False where it is so already, or
   * where the artefact of that event is not stored.
   *
   * @param nextFireTime Where its artefact or its state is another again; UTC milliseconds.
   */
  healDeployment(fence: number, key: DeploymentKey, nextFireTime: number | undefined, now: number): Promise<boolean>;
  /** Names that a pipeline had before it was moved; its runs of those times are kept under them. */
  formerNames(key: DeploymentKey): Promise<readonly string[]>;
  /** Artefact bytes by digest. */
  getArtefact(digest: string): Promise<CompiledArtefact | undefined>;
  putArtefact(compiled: CompiledArtefact, now: number): Promise<void>;
}
