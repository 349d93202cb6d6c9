import { canonicalJson, digest, type CompiledArtefact } from '../compiler/index.ts';
import { OperatingError } from './errors.ts';
import type { Clock, Condition, Deployment, DeploymentKey, Store, Scope } from './ports/index.ts';
import { clockAfter } from './reconcile/index.ts';

interface Dependencies {
  readonly store: Store;
  readonly clock: Clock;
}

/** Deletes that wait for a person, as one set. */
export interface HeldDeleteSet {
  /** Of their names: a yes to this set is none to another. */
  readonly digest: string;
  readonly items: readonly Condition[];
}

/** A person's yes: to the whole set of this digest, or to these pipelines by their names. */
export interface PrunePipelinesRequest {
  readonly digest?: string;
  readonly pipelines?: readonly string[];
  /** For the audit. */
  readonly actor: string;
}

/** The deletes that wait. Throws STORE_UNREACHABLE. */
export async function heldDeletes(store: Pick<Store, 'listConditions'>, scope: Scope): Promise<HeldDeleteSet> {
  const items = (await store.listConditions(scope)).filter(({ type }) => type === 'delete-held');
  return { digest: digest(canonicalJson(items.map(({ pipeline }) => pipeline).sort())), items };
}

/**
 * Deletes what is held, or what was restored, and returns the names. All of it, or nothing. Throws INVALID_REQUEST, STORE_CONFLICT
 * where it is not held, is another set by now, or may not go; STORE_UNREACHABLE.
 */
export async function prunePipelines(
  { store, clock }: Dependencies,
  scope: Scope,
  { digest: seen, pipelines, actor }: PrunePipelinesRequest,
): Promise<readonly string[]> {
  const isAll = pipelines === undefined;
  if (isAll === (seen === undefined))
    throw new OperatingError('INVALID_REQUEST', 'say which: the digest of what is held, or names of pipelines', {
      retryable: false,
    });
  const held = isAll ? await heldDeletes(store, scope) : undefined;
  if (held !== undefined && held.digest !== seen) throw changed();
  const names = [...new Set(pipelines ?? held?.items.map(({ pipeline }) => pipeline))];
  if (names.length === 0) return [];
  const result = await store.pruneDeployments({ ...scope, pipelines: names, isAll, actor }, clock.now());
  switch (result.outcome) {
    case 'pruned':
      return names.sort();
    case 'changed':
      throw changed();
    case 'not-held':
      throw new OperatingError(
        'STORE_CONFLICT',
        `the delete of \`${result.pipelines.join('`, `')}\` is not held: the desired state has it, or it is gone already; nothing was deleted`,
        { retryable: false, help: '`sluice prune` without a name shows what is held' },
      );
    case 'refused':
      throw new OperatingError('STORE_CONFLICT', `nothing was deleted: ${result.reason.message}`, {
        retryable: false,
        fields: { reason: result.reason.code },
      });
    default:
      return result satisfies never;
  }
}

function changed(): OperatingError {
  return new OperatingError('STORE_CONFLICT', 'what is held is another set by now; nothing was deleted', {
    retryable: false,
    help: 'look at what is held now, and say yes to that',
  });
}

/** Deleted deployments that can be restored, by name. Throws STORE_UNREACHABLE. */
export async function deletedDeployments(store: Store, scope: Scope): Promise<readonly Deployment[]> {
  return (await store.listDeployments({ ...scope, includeDeleted: true })).filter(({ state }) => state === 'deleted');
}

/**
 * Brings a deleted deployment back, with its artefact, its cursor and its history; what it would have run meanwhile is not made
 * up for. Throws NOT_FOUND, STORE_CONFLICT where it lives or goes on under another name, STORE_UNREACHABLE.
 */
export async function restorePipeline(
  { store, clock }: Dependencies,
  key: DeploymentKey,
  actor: string,
): Promise<Deployment> {
  const deployment = await store.getDeployment(key);
  if (deployment === undefined) throw absent(key.pipeline);
  const compiled = await store.getArtefact(deployment.artefactDigest);
  if (compiled === undefined) throw withoutArtefact(key.pipeline);
  const nextFireTime = clockAfter(compiled, { deployment, artefact: compiled }, clock.now());
  const result = await store.restoreDeployment({ key, state: stateOf(compiled), nextFireTime, actor }, clock.now());
  switch (result.outcome) {
    case 'restored':
      return result.deployment;
    case 'live':
      throw new OperatingError('STORE_CONFLICT', `\`${key.pipeline}\` is deployed: there is nothing to restore`, {
        retryable: false,
      });
    case 'moved':
      throw new OperatingError(
        'STORE_CONFLICT',
        `\`${key.pipeline}\` was not deleted but renamed: it goes on as \`${result.to}\`, with its clock and its cursor`,
        { retryable: false, help: 'give it its old name in the files, with `moved`' },
      );
    case 'absent':
      throw absent(key.pipeline);
    default:
      return result satisfies never;
  }
}

function stateOf({ artefact }: CompiledArtefact): 'active' | 'suspended' {
  return artefact.pipeline.state === 'suspended' ? 'suspended' : 'active';
}

function absent(pipeline: string): OperatingError {
  return new OperatingError('NOT_FOUND', `there is no deleted pipeline \`${pipeline}\``, {
    retryable: false,
    help: '`sluice restore` without a name shows what can be restored; after `policies.restoreWindow` only its definition in git brings one back',
  });
}

function withoutArtefact(pipeline: string): OperatingError {
  return new OperatingError('NOT_FOUND', `what \`${pipeline}\` was is not in the store any more`, {
    retryable: false,
    help: 'take its definition out of the history of git',
  });
}
