import type { RunRecord } from '../ports/index.ts';
import type { RunDrive } from './drive-run.ts';
import { CLAIM_TTL_MS, type ExecutorDependencies } from './executor-context.ts';
import { outlivesExecutor } from './outlives-executor.ts';

/** Claims looked at in one go. */
const BATCH = 50;

/**
 * Takes over runs whose executor has let its claim pass. A job that outlives its executor is followed on
 * under the ref that was stored before it started; any other died with its process and is tried again.
 *
 * @param own Runs that this process drives: its claims may have passed while the store was away.
 */
export async function adoptRuns(
  deps: ExecutorDependencies,
  own: ReadonlySet<string>,
  free: () => number,
  begin: (run: RunRecord, outlives: boolean, work: (drive: RunDrive) => Promise<void>) => void,
): Promise<void> {
  const { store, clock, executor, engineTypes, labels = [] } = deps;
  if (engineTypes.length === 0) return;
  const outliving = engineTypes.filter((type) => outlivesExecutor(deps.engines, type));
  for (const run of await store.expiredClaims(deps.scope, clock.now(), BATCH, { engineTypes, outliving, labels })) {
    if (own.has(run.id)) continue;
    const artefact = (await store.getArtefact(run.artefactDigest))?.artefact;
    const type = artefact?.engine.type;
    if (type === undefined || !engineTypes.includes(type)) continue;
    const outlives = outliving.includes(type);
    const open = run.attempts.find((attempt) => attempt.finishedAt === undefined);
    if (open === undefined && artefact?.pipeline.runOn?.some((label) => !labels.includes(label)) === true) {
      // Nothing of it has begun: it waits once more for one that has its labels.
      if ((await adoptRun(deps, run, outlives)) !== undefined) await store.releaseClaim(run.id, executor, clock.now());
      continue;
    }
    if ((open === undefined || outlives) && free() <= 0) continue;

    const adopted = await adoptRun(deps, run, outlives);
    if (adopted !== undefined) begin(adopted.run, outlives, adopted.work);
  }
}

/** A run that was taken over, and what is to be done with it. */
export interface AdoptedRun {
  readonly run: RunRecord;
  work(drive: RunDrive): Promise<void>;
}

/**
 * Takes over one run; undefined where its claim has not passed.
 *
 * @param outlives Whether its job may go on without its executor.
 */
export async function adoptRun(
  { store, clock, log, executor }: ExecutorDependencies,
  { id, pipeline, executor: from }: RunRecord,
  outlives: boolean,
): Promise<AdoptedRun | undefined> {
  const now = clock.now();
  const run = await store.adoptRun(id, executor, now + CLAIM_TTL_MS, now);
  if (run === undefined) return undefined;
  const attempt = run.attempts.find(({ finishedAt }) => finishedAt === undefined);
  log.warn('took over a run whose executor is gone', { run: id, pipeline, from });
  return {
    run,
    work(drive) {
      if (attempt === undefined) return drive.start(run);
      return outlives ? drive.resume(run, attempt) : drive.endLost(run, attempt);
    },
  };
}
