import type { CompiledArtefact } from '../../../compiler/index.ts';
import type { DeploymentKey, Scope } from '../run.ts';
import type { Deployment } from './deployment-store.ts';

/** A person's wish that a pipeline be what it was. */
export interface RollbackRequest {
  readonly key: DeploymentKey;
  /** What it is to be, and where that came from. */
  readonly compiled: CompiledArtefact;
  readonly revision: string;
  /** The generation that was so, for those who read of it. */
  readonly to: number;
  /** The generation that the person saw: nothing is written where it is another by now. */
  readonly seen: number;
  /** Where its clock goes if its schedule is another, UTC milliseconds; undefined = it has none. */
  readonly nextFireTime: number | undefined;
  /** Why, in the person's words. */
  readonly why?: string;
  readonly actor: string;
}

/**
 * `changed`: it is another generation than the person saw. `present`: it is that already. `absent`: nothing of the name is deployed.
 * Nothing was written then. `overtaken`: it was done, which became known only after something else had taken its place.
 */
export type RollbackOutcome =
  | { readonly outcome: 'rolled-back'; readonly deployment: Deployment }
  | { readonly outcome: 'changed' | 'present' | 'absent' | 'overtaken' };

/** A person's wish that what a rollback refused be deployed after all. */
export interface UndoRollbackRequest {
  readonly key: DeploymentKey;
  /** What the pin refuses. */
  readonly compiled: CompiledArtefact;
  /** As in {@link RollbackRequest}. */
  readonly nextFireTime: number | undefined;
  readonly actor: string;
}

/** `changed`: it is pinned against something else by now. `not-pinned`: nobody has rolled it back. Nothing was written then. `overtaken`: as in {@link RollbackOutcome}. */
export type UndoRollbackOutcome =
  | { readonly outcome: 'undone'; readonly deployment: Deployment }
  | { readonly outcome: 'changed' | 'not-pinned' | 'absent' | 'overtaken' };

/**
 * Earlier versions. What a person rolls back is pinned (a condition on record): the very version that was refused is not deployed
 * again by the reconciler; any other is, and ends the pin. People's writes need no fence, as reviewed changes do not.
 */
export interface RollbackStore {
  /** Deploys an earlier version and pins it. Where it is what an earlier rollback had refused, the pin ends. */
  rollBackDeployment(request: RollbackRequest, now: number): Promise<RollbackOutcome>;
  /** Deploys what was refused, and ends the pin. */
  undoRollback(request: UndoRollbackRequest, now: number): Promise<UndoRollbackOutcome>;
  /**
   * Ends the pins of deployments that are just these versions, digests by pipeline, as the desired state has them too. Returns whose
   * pin has ended. The leader's.
   */
  releasePins(
    fence: number,
    scope: Scope,
    versions: ReadonlyMap<string, string>,
    now: number,
  ): Promise<readonly string[]>;
}
