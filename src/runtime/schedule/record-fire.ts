import { OperatingError } from '../errors.ts';
import type { Deployment, FireRequest } from '../ports/index.ts';
import { decideFire } from './overlap.ts';
import { keyOf, type Look, type ScheduledArtefact } from './scheduler-context.ts';

export interface Fire {
  readonly deployment: Deployment;
  readonly artefact: ScheduledArtefact;
  readonly fireTime: number;
  readonly previousFireTime: number;
  readonly trigger: 'schedule' | 'upstream';
  readonly caughtUp: boolean;
  /** Where the deployment's clock goes with this record; absent = it stays. */
  readonly nextFireTime?: number | null;
}

/** Puts one fire on record, in the state that the overlap policy and the upstreams give it. */
export async function recordFire(look: Look, fire: Fire): Promise<void> {
  const { store } = look.deps;
  const { pipeline } = fire.artefact;
  const key = keyOf(fire.deployment);
  const open = (await store.openRuns(key)).filter((run) => run.fireTime !== fire.fireTime);
  const answer = decideFire({
    policy: pipeline.overlap,
    // An upstream's success is what fired it: there is nothing left to wait for.
    upstreams: fire.trigger === 'upstream' ? [] : pipeline.dependsOn,
    open,
    caughtUp: fire.caughtUp,
    isOverdue: isOverdue(look, fire),
  });
  for (const runId of answer.cancel) await store.requestCancel(runId, 'schedule', look.now);
  await put(look, fire.deployment, {
    key,
    fireTime: fire.fireTime,
    previousFireTime: fire.previousFireTime,
    trigger: fire.trigger,
    artefactDigest: fire.deployment.artefactDigest,
    parameters: {},
    state: answer.state,
    ...(answer.reason === undefined ? {} : { reason: answer.reason }),
    ...(fire.nextFireTime === undefined ? {} : { nextFireTime: fire.nextFireTime }),
  });
}

/** Only what its schedule fires has its deadline from its fire time, and not what is made up for (`claimFactsOf`). */
function isOverdue(look: Look, { artefact, fireTime, trigger }: Fire): boolean {
  const { startingDeadlineMs, misfire } = artefact.pipeline;
  if (startingDeadlineMs === undefined || trigger !== 'schedule' || misfire.policy === 'catch-up') return false;
  return fireTime + startingDeadlineMs <= look.deps.clock.now();
}

/** Writes the record; of a fire that is on record already, the store only moves the deployment's clock on. */
export async function put(look: Look, deployment: Deployment, request: FireRequest): Promise<void> {
  try {
    await record(look, deployment, request);
  } catch (thrown) {
    // A person has paused or rolled it back since it was found to be due: its clock stands still, and so does this fire.
    if (!(thrown instanceof OperatingError && thrown.fields['overtaken'] === true)) throw thrown;
  }
}

async function record(look: Look, deployment: Deployment, request: FireRequest): Promise<void> {
  const { store, clock, random, metrics, log, executors } = look.deps;
  // Not the moment of the look: the last of a thousand fires is recorded seconds after it, and is that late.
  const now = clock.now();
  const { run, created } = await store.recordFire(look.fence, request, random.id(now), now);
  if (created) {
    // The first slot of a fixed rate may lie before the deployment: that is no lateness of the scheduler.
    const late = request.fireTime < deployment.appliedAt ? undefined : clock.now() - request.fireTime;
    metrics.fireRecorded(request.state, late);
    const fields = { pipeline: request.key.pipeline, run: run.id, fire: new Date(request.fireTime).toISOString() };
    if (request.state === 'skipped') log.warn('fire skipped', { ...fields, reason: request.reason?.message });
    else log.info(request.state === 'waiting' ? 'fire recorded, waiting' : 'fire recorded', fields);
    if (request.state === 'scheduled') executors.wake();
  }
}
