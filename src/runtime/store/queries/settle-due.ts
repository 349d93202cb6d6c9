import type { Artefact } from '../../../compiler/index.ts';
import { firesBeforeChange } from '../../misfires/index.ts';
import type { FireRequest } from '../../ports/index.ts';
import { eventKey } from '../events/event-key.ts';
import type { DeploymentTable } from '../schema.ts';
import type { Transaction } from '../transaction.ts';
import type { Decision } from './decide-deployment.ts';
import { derivedRunId } from './derived-run-id.ts';
import { findFormerRun } from './find-former-run.ts';
import { findRun } from './find-run.ts';
import { nextRun } from './next-run.ts';
import { pauseOf } from './pause-of.ts';
import { putFire } from './record-fire.ts';

/** What says when a deployment fires. */
export type ClockOf = Pick<Artefact['pipeline'], 'schedule' | 'freezes'>;

/**
 * The fires that are due by clocks that these decisions set anew, and that nobody would record any more: those of deployments that were
 * active and are. Read before anything of the decisions is written, as history goes to other names with them.
 *
 * @param existing Deployments by event key, locked.
 * @param clocks By the digest of the artefact that is replaced.
 */
export async function dueBefore(
  { db }: Transaction,
  decisions: readonly Decision[],
  existing: ReadonlyMap<string, DeploymentTable>,
  clocks: ReadonlyMap<string, ClockOf>,
  now: number,
): Promise<readonly FireRequest[]> {
  const found: FireRequest[] = [];
  for (const { compiled, from, row } of decisions) {
    const life = existing.get(eventKey(from ?? row));
    const was = life === undefined ? undefined : clocks.get(life.artefact_digest);
    if (compiled === undefined || life?.state !== 'active' || row.state !== 'active' || was === undefined) continue;
    const first = life.next_fire_time;
    if (first === null || first > now || first === row.next_fire_time) continue;
    const { project, environment, pipeline } = life;
    const key = { project, environment, pipeline };
    const { misfire, overlap } = compiled.artefact.pipeline;
    const fires = await firesBeforeChange(
      { nextRun: (of, after) => nextRun(db, of, after) },
      {
        key,
        was,
        misfire,
        overlap,
        from: first,
        now,
        isPaused: (await pauseOf(db, key)) !== undefined,
      },
    );
    for (const fire of fires) {
      const of = { key, fireTime: fire.fireTime };
      // what has ended under the old name stays there, and is this very fire
      if ((await findRun(db, { ...key, fireTime: fire.fireTime })) ?? (await findFormerRun(db, of))) continue;
      found.push({ ...fire, key: { ...key, pipeline: row.pipeline }, artefactDigest: compiled.digest });
    }
  }
  return found;
}

/** Puts them on record, once the deployments are written. */
export async function putDueBefore(
  transaction: Transaction,
  fires: readonly FireRequest[],
  now: number,
): Promise<void> {
  for (const fire of fires) await putFire(transaction, fire, derivedRunId(fire, now), now);
}
