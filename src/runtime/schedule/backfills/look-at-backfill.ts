import type { BackfillRecord, Store } from '../../ports/index.ts';
import { decideBackfill, type BackfillDecision } from './decide-backfill.ts';

/** Reads what a backfill is judged by, and judges it. */
export async function lookAtBackfill(
  store: Pick<Store, 'openBackfillFires' | 'getDeployment' | 'getArtefact' | 'openRunsOf'>,
  backfill: BackfillRecord,
  now: number,
): Promise<BackfillDecision> {
  const { project, environment, pipeline } = backfill;
  const fires = await store.openBackfillFires(backfill.id);
  const deployment = await store.getDeployment({ project, environment, pipeline });
  const compiled = deployment === undefined ? undefined : await store.getArtefact(deployment.artefactDigest);
  const open = await store.openRunsOf({ project, environment }, [pipeline]);
  return decideBackfill({ backfill, fires, deployment, artefact: compiled?.artefact, open, now });
}
