import { cursorMistake, type CompiledArtefact } from '../compiler/index.ts';
import { OperatingError } from './errors.ts';
import { refuseLongReason } from './long-reason.ts';
import { notDeployed } from './pause-pipelines.ts';
import type { Clock, CursorRecord, DeploymentKey, Store } from './ports/index.ts';

interface Dependencies {
  readonly store: Store;
  readonly clock: Clock;
}

/** What a person asks for who wants a pipeline to go on from elsewhere. */
export interface CursorChangeRequest {
  /** The position that the person has seen; undefined = none. */
  readonly from: string | undefined;
  /** Undefined = it is to have none. */
  readonly to: string | undefined;
  /** In the person's words. */
  readonly why?: string;
  /** For the audit. */
  readonly actor: string;
}

/** The position of a pipeline. */
export interface PipelineCursor {
  /** The column that it is of, and the type of that. */
  readonly column: string;
  readonly type: string;
  /** Where its definition lets it begin without a position; undefined = with all rows. */
  readonly begins: string | undefined;
  readonly cursor: CursorRecord | undefined;
  /** Runs that have begun from the position of their time, and have not ended. */
  readonly running: number;
}

/** A position that a person has changed. `unchanged`: it was there already. */
export interface ChangedCursor extends PipelineCursor {
  readonly outcome: 'changed' | 'unchanged';
}

/** Throws NOT_FOUND where nothing of the name is deployed, nor has run, INVALID_REQUEST where it reads from no position, STORE_UNREACHABLE. */
export async function findCursor({ store }: Pick<Dependencies, 'store'>, key: DeploymentKey): Promise<PipelineCursor> {
  return describe(store, key, await incrementalArtefact(store, key));
}

/**
 * Puts the position of a pipeline elsewhere, or takes it away. What runs meanwhile ends as it would and does not move it. Throws as
 * {@link findCursor}, INVALID_REQUEST also for a position that the engine cannot compare, and STORE_CONFLICT where it is another by
 * now than the person has seen.
 */
export async function changeCursor(
  { store, clock }: Dependencies,
  key: DeploymentKey,
  { from, to, why, actor }: CursorChangeRequest,
): Promise<ChangedCursor> {
  refuseLongReason(why);
  const compiled = await incrementalArtefact(store, key);
  const mistake = to === undefined ? undefined : cursorMistake(to, compiled.artefact, from);
  if (mistake !== undefined)
    throw new OperatingError('INVALID_REQUEST', mistake.problem, { retryable: false, help: mistake.help });
  const done = await store.changeCursor({ key, from, to, actor, ...(why === undefined ? {} : { why }) }, clock.now());
  if (done.outcome === 'moved')
    throw new OperatingError(
      'STORE_CONFLICT',
      done.found === undefined
        ? `\`${key.pipeline}\` has no position by now`
        : `the position of \`${key.pipeline}\` is ${done.found} by now`,
      { retryable: false, help: 'look at it again before you change it' },
    );
  return { outcome: done.outcome, ...(await describe(store, key, compiled)) };
}

async function incrementalArtefact(store: Store, key: DeploymentKey): Promise<CompiledArtefact> {
  const compiled = await store.getArtefact(await presentArtefact(store, key));
  if (compiled === undefined)
    throw new OperatingError('NOT_FOUND', `the artefact of \`${key.pipeline}\` is not in the store`, {
      retryable: false,
      help: 'deploy it anew',
    });
  if (compiled.artefact.pipeline.incremental !== undefined) return compiled;
  throw new OperatingError('INVALID_REQUEST', `\`${key.pipeline}\` reads from no position`, {
    retryable: false,
    help: 'only a pipeline whose source is `incremental` has one',
  });
}

/** Of what is deployed; of what people run without that, of the newest run: a position belongs to the name. */
async function presentArtefact(store: Store, key: DeploymentKey): Promise<string> {
  const deployment = await store.getDeployment(key);
  if (deployment !== undefined && deployment.state !== 'deleted') return deployment.artefactDigest;
  const { project, environment, pipeline } = key;
  const [newest] = (await store.listRuns({ project, environment, pipeline, limit: 1 })).items;
  if (newest === undefined) throw await notDeployed(store, key);
  return newest.artefactDigest;
}

async function describe(store: Store, key: DeploymentKey, { artefact }: CompiledArtefact): Promise<PipelineCursor> {
  const { column = '', type = '', from } = artefact.pipeline.incremental ?? {};
  const open = await store.openRuns(key);
  return {
    column,
    type,
    begins: from,
    cursor: await store.readCursor(key),
    running: open.filter(({ attempts }) => attempts.length > 0).length,
  };
}
