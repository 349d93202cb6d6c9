import { OperatingError } from './errors.ts';
import type { Clock, RunRecord, Store } from './ports/index.ts';
import { refuseBesideOpen } from './refuse-beside-open.ts';
import { reopenRun } from './reopen-run.ts';

/** A person's wish to run once more what is over. */
export interface RerunRequest {
  /** Also when it has succeeded. */
  readonly again: boolean;
  /** Who asks, for the audit. */
  readonly actor: string;
}

/**
 * Makes a run that is over a run with one more attempt: with the pipeline as it is deployed now, since
 * it may have been mended for that, or as it was where it is deployed no more. Throws NOT_FOUND, and
 * STORE_CONFLICT for a run that is not over, or has succeeded and is not to run `again`, or beside another.
 */
export async function requestRerun(
  parts: { readonly store: Store; readonly clock: Clock },
  runId: string,
  request: RerunRequest,
): Promise<RunRecord> {
  const { store, clock } = parts;
  const run = await store.getRun(runId);
  if (run === undefined) throw new OperatingError('NOT_FOUND', `there is no run ${runId}`, { retryable: false });
  const { project, environment, pipeline } = run;
  const deployment = await store.getDeployment({ project, environment, pipeline });
  const deployed = deployment === undefined || deployment.state === 'deleted' ? undefined : deployment.artefactDigest;
  const artefact = await store.getArtefact(deployed ?? run.artefactDigest);
  // What has succeeded and is not to run again is told so, whatever else is on its way.
  if (artefact !== undefined && (run.state !== 'succeeded' || request.again)) {
    const { overlap } = artefact.artefact.pipeline;
    await refuseBesideOpen(store, { project, environment, pipeline }, overlap, run.fireTime);
  }
  return reopenRun(
    store,
    runId,
    { ...request, ...(deployed === undefined ? {} : { artefactDigest: deployed }) },
    clock.now(),
  );
}
