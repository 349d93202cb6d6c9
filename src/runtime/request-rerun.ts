import { OperatingError } from './errors.ts';
import { askedOnce, doOnce } from './asked-before.ts';
import { cursorRangeOf } from './cursor-range.ts';
import type { AskedOnce, Clock, RunRecord, Store } from './ports/index.ts';
import { reopenRun } from './reopen-run.ts';

/** A person's wish to run once more what is over. */
export interface RerunRequest {
  /** Also when it has succeeded. */
  readonly again: boolean;
  /** The sender repeats it under this key until it is answered: it is done once. */
  readonly idempotencyKey?: string;
  /** Who asks, for the audit. */
  readonly actor: string;
}

/**
 * Makes a run that is over a run with one more attempt: with the pipeline as it is deployed now, since
 * it may have been mended for that, or as it was where it is deployed no more. Throws NOT_FOUND, and
 * STORE_CONFLICT for a run that is not over, or has succeeded and is not to run `again`, or beside another. An idempotency key is
 * taken as by `requestRun`.
 */
export async function requestRerun(parts: Parts, runId: string, request: RerunRequest): Promise<RunRecord> {
  const run = await parts.store.getRun(runId);
  if (run === undefined) throw new OperatingError('NOT_FOUND', `there is no run ${runId}`, { retryable: false });
  const { idempotencyKey, ...asked } = request;
  if (idempotencyKey === undefined) return reopen(parts, run, asked);
  const once = askedOnce(idempotencyKey, { run: runId, again: asked.again });
  const act = async () => ({ run: await reopen(parts, run, asked, once), created: false, reopened: true });
  return (await doOnce(parts.store, run, once, act)).run;
}

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
}

async function reopen(
  { store, clock }: Parts,
  run: RunRecord,
  request: Omit<RerunRequest, 'idempotencyKey'>,
  once?: AskedOnce,
): Promise<RunRecord> {
  const { project, environment, pipeline } = run;
  const deployment = await store.getDeployment({ project, environment, pipeline });
  // A run of a range of cursor values stays what it is: what is deployed reads from the cursor on.
  const stays = deployment === undefined || deployment.state === 'deleted' || cursorRangeOf(run) !== undefined;
  const deployed = stays ? undefined : deployment.artefactDigest;
  const artefact = await store.getArtefact(deployed ?? run.artefactDigest);
  return reopenRun(
    store,
    run.id,
    {
      ...request,
      isAlone: artefact !== undefined && artefact.artefact.pipeline.overlap !== 'allow',
      ...(deployed === undefined ? {} : { artefactDigest: deployed }),
      ...(once === undefined ? {} : { once }),
    },
    clock.now(),
  );
}
