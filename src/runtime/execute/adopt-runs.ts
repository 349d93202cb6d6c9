import type { RunRecord } from '../ports/index.ts';
import type { RunDrive } from './drive-run.ts';
import { CLAIM_TTL_MS, type ExecutorDependencies } from './executor-context.ts';

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
  const { store, clock, log, executor } = deps;
  for (const run of await store.expiredClaims(deps.scope, clock.now(), BATCH)) {
    if (own.has(run.id)) continue;
    const type = (await store.getArtefact(run.artefactDigest))?.artefact.engine.type;
    if (type === undefined || !deps.engineTypes.includes(type)) continue;
    const outlives = deps.engines.get(type).outlivesExecutor;
    const open = run.attempts.find((attempt) => attempt.finishedAt === undefined);
    if ((open === undefined || outlives) && free() <= 0) continue;

    const now = clock.now();
    const adopted = await store.adoptRun(run.id, executor, now + CLAIM_TTL_MS, now);
    if (adopted === undefined) continue;
    const attempt = adopted.attempts.find(({ finishedAt }) => finishedAt === undefined);
    log.warn('took over a run whose executor is gone', { run: run.id, pipeline: run.pipeline, from: run.executor });
    begin(adopted, outlives, (drive) => {
      if (attempt === undefined) return drive.start(adopted);
      return outlives ? drive.resume(adopted, attempt) : drive.endLost(adopted, attempt);
    });
  }
}
