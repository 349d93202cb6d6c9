import type { CompiledArtefact } from '../compiler/index.ts';
import { OperatingError } from './errors.ts';
import { refuseLongReason } from './long-reason.ts';
import { notDeployed } from './pause-pipelines.ts';
import { pinsAmong, type Clock, type Deployment, type DeploymentKey, type Pin, type Store } from './ports/index.ts';
import { clockAfter } from './reconcile/index.ts';
import { generationOf, rollbackTarget, type Version } from './rollback-target.ts';

interface Dependencies {
  readonly store: Store;
  readonly clock: Clock;
}

/** What a person asks for who wants an earlier version, or the refused one again. */
export interface RollbackPipelineRequest {
  /** The generation whose version it is to be; absent = the newest earlier one. */
  readonly to?: number;
  /** Deploy what an earlier rollback refuses, and hold it no longer. */
  readonly undo?: boolean;
}

/** A {@link RollbackPipelineRequest} that is to be done. */
export interface DoneRollbackRequest extends RollbackPipelineRequest {
  /** The generation that the person saw: nothing is done where it is another by now. Absent = whatever it is. */
  readonly seen?: number;
  /** In the person's words. */
  readonly why?: string;
  /** For the audit. */
  readonly actor: string;
}

/** What a pipeline is, and what it goes back or on to. */
export interface PlannedRollback {
  readonly from: Version;
  readonly to: Version;
}

/** A rollback that is done, or undone. */
export interface DoneRollback extends PlannedRollback {
  readonly outcome: 'rolled-back' | 'undone';
  readonly deployment: Deployment;
  /** Whether a person's version is held against the desired state. */
  readonly isPinned: boolean;
}

/**
 * What a rollback would do. Throws NOT_FOUND where nothing of the name is deployed, STORE_CONFLICT where it is deleted, has no earlier
 * version, or the artefact of that is not kept; INVALID_REQUEST where it is that version, or is not rolled back; STORE_UNREACHABLE.
 */
export async function planRollback(
  { store }: Pick<Dependencies, 'store'>,
  key: DeploymentKey,
  request: RollbackPipelineRequest,
): Promise<PlannedRollback> {
  const { from, to } = await findVersions(store, key, request);
  return { from, to };
}

/**
 * Makes a pipeline what it was, and holds it so against what the desired state has now; or ends that. Throws as {@link planRollback},
 * and STORE_CONFLICT where it is another generation than was seen.
 */
export async function rollBackPipeline(
  { store, clock }: Dependencies,
  key: DeploymentKey,
  request: DoneRollbackRequest,
): Promise<DoneRollback> {
  const { why, actor, undo = false } = request;
  refuseLongReason(why);
  const { from, to, deployment, compiled } = await findVersions(store, key, request);
  const now = clock.now();
  const artefact = await store.getArtefact(deployment.artefactDigest);
  const nextFireTime = clockAfter(compiled, { deployment, artefact }, now);
  const seen = request.seen ?? deployment.generation;
  if (seen !== deployment.generation) throw changed(key);
  const written = undo
    ? await store.undoRollback({ key, compiled, nextFireTime, actor }, now)
    : await store.rollBackDeployment(
        {
          key,
          compiled,
          revision: to.revision,
          to: to.generation ?? 0,
          seen,
          nextFireTime,
          actor,
          ...(why === undefined ? {} : { why }),
        },
        now,
      );
  switch (written.outcome) {
    case 'rolled-back':
    case 'undone': {
      const isPinned = (await pinOf(store, key)) !== undefined;
      return { outcome: written.outcome, from, to, deployment: written.deployment, isPinned };
    }
    case 'changed':
    case 'present':
    case 'not-pinned':
      throw changed(key);
    case 'overtaken':
      throw overtaken(key);
    case 'absent':
      throw await notDeployed(store, key);
    default:
      return written satisfies never;
  }
}

interface FoundVersions extends PlannedRollback {
  readonly deployment: Deployment;
  /** Of `to`. */
  readonly compiled: CompiledArtefact;
}

async function findVersions(
  store: Store,
  key: DeploymentKey,
  { to: generation, undo = false }: RollbackPipelineRequest,
): Promise<FoundVersions> {
  const deployment = await store.getDeployment(key);
  if (deployment?.state === 'deleted') throw deleted(key);
  if (deployment === undefined) throw await notDeployed(store, key);
  const pin = await pinOf(store, key);
  if (undo && pin === undefined) throw notPinned(key);
  const to: Version =
    undo && pin !== undefined
      ? {
          generation: await generationOf(store, deployment, pin.refused),
          digest: pin.refused,
          revision: pin.refusedRevision,
        }
      : await rollbackTarget(store, { deployment, refused: pin?.refused, to: generation });
  const compiled = await store.getArtefact(to.digest);
  if (compiled === undefined) throw notKept(key, to);
  const { generation: present, artefactDigest, revision } = deployment;
  return { deployment, compiled, to, from: { generation: present, digest: artefactDigest, revision } };
}

async function pinOf(
  store: Pick<Store, 'listConditions'>,
  { project, environment, pipeline }: DeploymentKey,
): Promise<Pin | undefined> {
  return pinsAmong(await store.listConditions({ project, environment, pipeline })).get(pipeline);
}

function changed({ pipeline }: DeploymentKey): OperatingError {
  return new OperatingError('STORE_CONFLICT', `\`${pipeline}\` has changed meanwhile; nothing was done`, {
    retryable: false,
    help: `look at it anew with \`sluice history ${pipeline}\`, and ask again`,
  });
}

function overtaken({ pipeline }: DeploymentKey): OperatingError {
  return new OperatingError(
    'STORE_CONFLICT',
    `\`${pipeline}\` became what was asked for, and has changed again since`,
    {
      retryable: false,
      help: `look at what it is now with \`sluice history ${pipeline}\``,
    },
  );
}

function deleted({ pipeline }: DeploymentKey): OperatingError {
  return new OperatingError('STORE_CONFLICT', `\`${pipeline}\` is deleted`, {
    retryable: false,
    help: `\`sluice restore ${pipeline}\` brings it back, and then it can be rolled back`,
  });
}

function notPinned({ pipeline }: DeploymentKey): OperatingError {
  return new OperatingError('INVALID_REQUEST', `\`${pipeline}\` is not rolled back: there is nothing to undo`, {
    retryable: false,
    help: `\`sluice history ${pipeline}\` shows what became of it`,
  });
}

function notKept({ pipeline }: DeploymentKey, { generation, digest }: Version): OperatingError {
  return new OperatingError(
    'STORE_CONFLICT',
    `what \`${pipeline}\` was${generation === undefined ? '' : ` in generation ${generation}`} is not in the store any more (${digest})`,
    { retryable: false, help: 'take its definition out of the history of git' },
  );
}
