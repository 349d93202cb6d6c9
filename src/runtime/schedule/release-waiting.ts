import { isClockSchedule } from '../../time/index.ts';
import type { RunReason, RunRecord } from '../ports/index.ts';
import { FINAL_RUN_STATES } from '../ports/index.ts';
import { mayStart } from './overlap.ts';
import { DELETED_REASON, upstreamEnded, upstreamNeverFires } from './reasons.ts';
import { keyOf, neighbour, type Look } from './scheduler-context.ts';
import { requiredUpstreamFire } from './upstream.ts';

/** How far back an upstream's run of a fire time is looked for. */
const HISTORY = 100;

/** Lets waiting runs go whose upstreams have succeeded and whose turn it is; oldest fire first. */
export async function releaseWaiting(look: Look): Promise<void> {
  for (const run of await look.deps.store.waitingRuns(look.deps.scope)) await releaseOne(look, run);
}

async function releaseOne(look: Look, run: RunRecord): Promise<void> {
  const { store, executors } = look.deps;
  const artefact = await look.artefact(run.artefactDigest);
  if (artefact === undefined) return;
  if ((await store.getDeployment(keyOf(run)))?.state === 'deleted') return skip(look, run, DELETED_REASON);
  // What an upstream's success fired has no upstream left to wait for.
  const upstreams = run.trigger === 'schedule' ? artefact.pipeline.dependsOn : [];
  for (const upstream of upstreams) {
    const verdict = await judgeUpstream(look, run, upstream);
    if (verdict === 'not yet') return;
    if (verdict !== 'succeeded') return skip(look, run, verdict);
  }
  if (!mayStart(run, artefact.pipeline.overlap, await store.openRuns(keyOf(run)))) return;
  if (await store.releaseWaiting(look.fence, run.id, 'scheduled', undefined, look.now)) executors.wake();
}

async function skip(look: Look, run: RunRecord, reason: RunReason): Promise<void> {
  const { store, log } = look.deps;
  if (!(await store.releaseWaiting(look.fence, run.id, 'skipped', reason, look.now))) return;
  log.warn('waiting run skipped', { pipeline: run.pipeline, run: run.id, reason: reason.message });
}

async function judgeUpstream(
  look: Look,
  run: RunRecord,
  upstream: string,
): Promise<'succeeded' | 'not yet' | RunReason> {
  const { store } = look.deps;
  const key = neighbour(run, upstream);
  const deployment = await store.getDeployment(key);
  const artefact = deployment === undefined ? undefined : await look.artefact(deployment.artefactDigest);
  if (artefact === undefined) return 'not yet';
  const required = requiredUpstreamFire(artefact.pipeline.schedule, run.previousFireTime, run.fireTime);
  if (required === undefined) return 'succeeded';
  const history = (await store.listRuns({ ...key, limit: HISTORY })).items;
  const clockIsPast = deployment?.nextFireTime === undefined || deployment.nextFireTime > required;
  const found =
    history.find((item) => item.fireTime === required) ??
    // Misfires are told in one record, and a new pipeline begins somewhere: the latest fire there is in the window.
    (clockIsPast ? latestBetween(history, run.previousFireTime, run.fireTime) : undefined);
  if (found === undefined) {
    if ((await store.succeededFireTimes(key, HISTORY)).includes(required)) return 'succeeded';
    const clockwork = isClockSchedule(artefact.pipeline.schedule);
    const never = deployment?.state !== 'active' || (clockwork && clockIsPast);
    return never ? upstreamNeverFires(upstream, required) : 'not yet';
  }
  if (found.state === 'succeeded') return 'succeeded';
  return FINAL_RUN_STATES.includes(found.state) ? upstreamEnded(upstream, found.fireTime, found.state) : 'not yet';
}

function latestBetween(history: readonly RunRecord[], after: number, upTo: number): RunRecord | undefined {
  return history
    .filter((item) => item.fireTime > after && item.fireTime <= upTo)
    .reduce<RunRecord | undefined>(
      (latest, item) => (latest === undefined || item.fireTime > latest.fireTime ? item : latest),
      undefined,
    );
}
