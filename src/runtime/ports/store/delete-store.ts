import type { DeploymentKey, RunReason, Scope } from '../run.ts';
import type { Deployment } from './deployment-store.ts';

/** A person's yes to deletes. */
export interface PruneRequest {
  readonly project: string;
  readonly environment: string;
  readonly pipelines: readonly string[];
  /** They are all that is held, and nothing else may be: a set that has changed since needs another yes. */
  readonly isAll: boolean;
  readonly actor: string;
}

/** What became of a {@link PruneRequest}: all of it is done, or nothing. */
export type PruneOutcome =
  | { readonly outcome: 'pruned' }
  /** Another set is held than the person saw. */
  | { readonly outcome: 'changed' }
  /** The delete of these is not held: they are wanted, or gone already. */
  | { readonly outcome: 'not-held'; readonly pipelines: readonly string[] }
  /** Nobody can tell now whether they are to go, or a policy forbids it. */
  | { readonly outcome: 'refused'; readonly reason: RunReason };

/** A person's wish that a deleted deployment be there again. */
export interface RestoreRequest {
  readonly key: DeploymentKey;
  /** As its artefact says. */
  readonly state: 'active' | 'suspended';
  /** When it fires next, UTC milliseconds. */
  readonly nextFireTime: number | undefined;
  readonly actor: string;
}

/** `moved`: it goes on under another name. `absent`: it was never deployed, or is purged. */
export type RestoreOutcome =
  | { readonly outcome: 'restored' | 'live'; readonly deployment: Deployment }
  | { readonly outcome: 'moved'; readonly to: string }
  | { readonly outcome: 'absent' };

/** How deployments go, and come back. People's writes need no fence, as reviewed changes do not. */
export interface DeleteStore {
  /** Deletes what is held, or what was restored, at a person's yes. */
  pruneDeployments(request: PruneRequest, now: number): Promise<PruneOutcome>;
  /** Brings a deleted deployment back as it was. It stays until the desired state has it again, or a person prunes it. */
  restoreDeployment(request: RestoreRequest, now: number): Promise<RestoreOutcome>;
  /**
   * Takes deployments off the record that were deleted before this moment, `limit` at most; returns their names. Their events,
   * their runs and their cursors stay.
   */
  purgeDeleted(fence: number, place: Scope, before: number, limit: number, now: number): Promise<readonly string[]>;
}
