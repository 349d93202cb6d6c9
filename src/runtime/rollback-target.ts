import { deploymentHistory, type HistoryEntry } from './deployment-history.ts';
import { OperatingError } from './errors.ts';
import type { Deployment, Store } from './ports/index.ts';

/** A version that a deployment has, or had. */
export interface Version {
  /** Undefined where no event says which it was. */
  readonly generation: number | undefined;
  readonly digest: string;
  readonly revision: string;
}

/** What a deployment is compared with to find where it goes back to. */
export interface RollbackQuestion {
  readonly deployment: Deployment;
  /** Digest that a pin refuses; undefined = it is not pinned. */
  readonly refused: string | undefined;
  /** The generation that a person names; undefined = the newest earlier version. */
  readonly to: number | undefined;
}

const PAGE = 100;

/**
 * The version that a deployment goes back to. Without a generation that is the newest earlier one which is another than the present
 * one; after a rollback one below what that went back to. Throws STORE_CONFLICT where there is none, INVALID_REQUEST where the
 * generation is none of its own or the present one, and what the store throws.
 */
export async function rollbackTarget(
  store: Pick<Store, 'listEvents'>,
  { deployment, refused, to }: RollbackQuestion,
): Promise<Version> {
  const { artefactDigest: present, pipeline } = deployment;
  // a rollback may lie under what has not changed the version since
  let isPresent = true;
  let below = deployment.generation;
  for await (const { kind, generation, digest, revision = '', toGeneration } of versions(store, deployment)) {
    if (digest === undefined) continue;
    if (to !== undefined) {
      if (generation === to && digest === present) throw isPresentAlready(pipeline, to);
      if (generation === to) return { generation, digest, revision };
      continue;
    }
    isPresent &&= digest === present;
    if (isPresent && kind === 'rolled-back' && toGeneration !== undefined) below = Math.min(below, toGeneration);
    if (generation < below && digest !== present && digest !== refused) return { generation, digest, revision };
  }
  throw to === undefined ? noEarlier(pipeline) : unknownGeneration(pipeline, to);
}

/** The newest generation of a version; undefined where no event under this name tells of it. */
export async function generationOf(
  store: Pick<Store, 'listEvents'>,
  deployment: Deployment,
  wanted: string,
): Promise<number | undefined> {
  for await (const { digest, generation } of versions(store, deployment)) if (digest === wanted) return generation;
  return undefined;
}

/** Of one name and one life, the newest first: a version from before a rename has another name in it. */
async function* versions(store: Pick<Store, 'listEvents'>, deployment: Deployment): AsyncGenerator<HistoryEntry> {
  let cursor: string | undefined;
  do {
    const page = await deploymentHistory(store, deployment, {
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const entry of page.entries) {
      if (entry.kind === 'deleted') continue;
      yield entry;
      if (entry.kind === 'renamed') return;
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}

const HISTORY = (pipeline: string): string => `\`sluice history ${pipeline}\` shows the versions that it had`;

function noEarlier(pipeline: string): OperatingError {
  return new OperatingError('STORE_CONFLICT', `\`${pipeline}\` has no earlier version under this name to go back to`, {
    retryable: false,
    help: HISTORY(pipeline),
  });
}

function unknownGeneration(pipeline: string, to: number): OperatingError {
  return new OperatingError(
    'INVALID_REQUEST',
    `\`${pipeline}\` was never a version of generation ${to} under this name`,
    {
      retryable: false,
      help: `${HISTORY(pipeline)}; one from before a rename can be taken from git only`,
    },
  );
}

function isPresentAlready(pipeline: string, to: number): OperatingError {
  return new OperatingError('INVALID_REQUEST', `\`${pipeline}\` is the version of generation ${to} already`, {
    retryable: false,
    help: HISTORY(pipeline),
  });
}
