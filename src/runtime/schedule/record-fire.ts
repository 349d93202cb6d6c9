import { OperatingError, toOperatingError } from '../errors.ts';
import { frozenReason } from '../misfires/index.ts';
import type { Deployment, FireRequest, NewFire, RecordedFire, RunReason } from '../ports/index.ts';
import { decideFire, type FireAnswer, type OpenRun } from './overlap.ts';
import { skipOf } from './frozen.ts';
import { keyOf, type Look, type ScheduledArtefact } from './scheduler-context.ts';

export interface Fire {
  readonly deployment: Deployment;
  readonly artefact: ScheduledArtefact;
  readonly fireTime: number;
  /** When it was to start; absent = at its fire time. */
  readonly dueTime?: number;
  readonly previousFireTime: number;
  readonly trigger: 'schedule' | 'upstream';
  readonly caughtUp: boolean;
  /** It was missed, or has waited for its upstreams as long as it may, and this is to become of it. */
  readonly overdue?: { readonly outcome: 'fail' | 'skip' | 'run'; readonly reason: RunReason };
  /** Where the deployment's clock goes with this record; absent = it stays. */
  readonly nextFireTime?: number | null;
}

/** A fire that is to be recorded as it is, with what it is a fire of. */
export interface PutFire {
  readonly deployment: Deployment;
  readonly request: FireRequest;
}

/**
 * Puts one fire on record, in the state that the overlap policy and the upstreams give it; returns whether it is there now, which it
 * is not where a person has paused the pipeline meanwhile.
 */
export async function recordFire(look: Look, fire: Fire): Promise<boolean> {
  const request = await requestOf(look, fire, await look.deps.store.openRuns(keyOf(fire.deployment)));
  const { store, clock, random } = look.deps;
  const now = clock.now();
  try {
    tell(look, fire.deployment, request, await store.recordFire(look.fence, request, random.id(now), now));
    return true;
  } catch (thrown) {
    if (!isOvertaken(thrown)) throw thrown;
    return false;
  }
}

/** The request of a fire, in the state that the overlap policy gives it beside the runs of its pipeline that have not ended. */
export async function requestOf(look: Look, fire: Fire, openRuns: readonly OpenRun[]): Promise<FireRequest> {
  const { pipeline } = fire.artefact;
  const frozen = skipOf(fire, look.now);
  const answer =
    endOf(fire) ??
    decideFire({
      policy: pipeline.overlap,
      // An upstream's success is what fired it: there is nothing left to wait for.
      upstreams: fire.trigger === 'upstream' ? [] : pipeline.dependsOn,
      any: pipeline.upstreamPolicy?.any === true,
      open: openRuns.filter((run) => run.fireTime !== fire.fireTime),
      backfilled: look.backfillRuns,
      caughtUp: fire.caughtUp,
      ...(frozen === undefined ? {} : { frozen: frozenReason(frozen) }),
      isOverdue: isOverdue(look, fire),
    });
  const reason = answer.reason ?? fire.overdue?.reason;
  for (const runId of answer.cancel) await look.deps.store.requestCancel(runId, 'schedule', look.now);
  return {
    key: keyOf(fire.deployment),
    fireTime: fire.fireTime,
    ...(fire.dueTime === undefined ? {} : { dueTime: fire.dueTime }),
    previousFireTime: fire.previousFireTime,
    trigger: fire.trigger,
    artefactDigest: fire.deployment.artefactDigest,
    parameters: {},
    state: answer.state,
    // of another that was not there at the look the store knows
    ...(answer.state === 'scheduled' && pipeline.overlap !== 'allow' ? { isAlone: true } : {}),
    ...(reason === undefined ? {} : { reason }),
    ...(fire.nextFireTime === undefined ? {} : { nextFireTime: fire.nextFireTime }),
  };
}

/** How a fire ends that is not to run any more; undefined = it is. */
function endOf({ overdue }: Fire): (Pick<FireRequest, 'state'> & Pick<FireAnswer, 'reason' | 'cancel'>) | undefined {
  if (overdue === undefined || overdue.outcome === 'run') return undefined;
  return { state: overdue.outcome === 'fail' ? 'failed' : 'skipped', reason: overdue.reason, cancel: [] };
}

/**
 * Writes records of fires, no two of one pipeline; of a fire that is on record already, the store only moves the deployment's clock on.
 * Returns of each whether it is on record now: the others are due again at the next look.
 */
export async function putFires(look: Look, fires: readonly PutFire[]): Promise<readonly boolean[]> {
  if (fires.length === 0) return [];
  const { store, clock, random, log } = look.deps;
  // Not the moment of the look: the last of a thousand fires is recorded seconds after it, and is that late.
  const now = clock.now();
  const news = fires.map(({ request }): NewFire => ({ request, runId: random.id(now) }));
  const answers = await store.recordFires(look.fence, news, now);
  return fires.map(({ deployment, request }, index) => {
    const answer = answers[index];
    if (answer === undefined || isOvertaken(answer)) return false;
    if (!(answer instanceof Error)) {
      tell(look, deployment, request, answer);
      return true;
    }
    const { code, message } = toOperatingError(answer);
    log.error('a fire could not be recorded, trying again', { pipeline: request.key.pipeline, code, message });
    return false;
  });
}

/** Only what its schedule fires has its deadline from its fire time, and not what is made up for (`claimFactsOf`). */
function isOverdue(look: Look, { artefact, fireTime, dueTime = fireTime, trigger }: Fire): boolean {
  const { startingDeadlineMs, misfire } = artefact.pipeline;
  if (startingDeadlineMs === undefined || trigger !== 'schedule' || misfire.policy === 'catch-up') return false;
  return dueTime + startingDeadlineMs <= look.deps.clock.now();
}

/** A person has paused it, rolled it back or run it since it was found to be due: its clock stands still, and so does this fire. */
export function isOvertaken(error: unknown): boolean {
  return error instanceof OperatingError && error.fields['overtaken'] === true;
}

function tell(look: Look, deployment: Deployment, request: FireRequest, { run, created }: RecordedFire): void {
  if (!created) return;
  const { clock, metrics, log, executors } = look.deps;
  // The first slot of a fixed rate may lie before the deployment: that is no lateness of the scheduler.
  const late =
    request.fireTime < deployment.appliedAt ? undefined : clock.now() - (request.dueTime ?? request.fireTime);
  metrics.fireRecorded(request.state, late);
  const fields = { pipeline: request.key.pipeline, run: run.id, fire: new Date(request.fireTime).toISOString() };
  const reason = request.reason?.message;
  if (request.state === 'skipped') log.warn('fire skipped', { ...fields, reason });
  else if (request.state === 'failed') log.error('fire failed before it could run', { ...fields, reason });
  else log.info(request.state === 'waiting' ? 'fire recorded, waiting' : 'fire recorded', fields);
  if (request.state === 'scheduled') executors.wake();
}
