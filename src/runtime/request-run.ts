import { isClockSchedule, nextFireTime, previousFireTime, windowStart } from '../time/index.ts';
import { askedOnce, doOnce } from './asked-before.ts';
import { OperatingError } from './errors.ts';
import {
  FINAL_RUN_STATES,
  type AskedOnce,
  type Clock,
  type DeploymentKey,
  type Random,
  type RunRecord,
  type Store,
} from './ports/index.ts';
import { refuseBefore1970 } from './refuse-before-1970.ts';
import { refuseFrozen } from './refuse-frozen.ts';
import { refuseFuture } from './refuse-future.ts';
import { refuseMissingParameters, refuseParameters, withoutDefault } from './refuse-parameters.ts';
import { reopenRun } from './reopen-run.ts';
import { windowOfFire } from './window-of-fire.ts';

/** A person's wish to run a pipeline. */
export interface RunRequest {
  /** UTC milliseconds, not in the future; absent = the last due fire, or now where there is no clock. */
  readonly fireTime?: number;
  /** None = for a fire that is on record: those of its run. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Also when that fire has succeeded already. */
  readonly again?: boolean;
  /** Also while a freeze lets nothing of the pipeline start. */
  readonly duringFreeze?: boolean;
  /** The sender repeats it under this key until it is answered: it is done once. */
  readonly idempotencyKey?: string;
  /** Who asks, for the audit. */
  readonly actor: string;
}

/** What became of a wish. Neither created nor reopened: that fire is on record and its run is not over. */
export interface RequestedRun {
  readonly run: RunRecord;
  readonly created: boolean;
  readonly reopened: boolean;
}

/**
 * Puts a person's fire of a deployed pipeline on record; whoever executes takes it from there. A fire
 * that is on record and over becomes a run with one more attempt, of the pipeline as it is now. Throws
 * NOT_FOUND, INVALID_REQUEST, and STORE_CONFLICT when it has succeeded and is not to run `again`, or when
 * another run of the pipeline is on its way, or a freeze lets none start. Under an idempotency key that was answered it does
 * nothing and answers as it did then, whatever holds by now; throws REQUEST_REUSED where that was of another request.
 */
export async function requestRun(parts: Parts, key: DeploymentKey, request: RunRequest): Promise<RequestedRun> {
  const { idempotencyKey, actor: _whoever, ...asked } = request;
  if (idempotencyKey === undefined) return recordRequested(parts, key, request);
  const once = askedOnce(idempotencyKey, { pipeline: key.pipeline, ...asked });
  return doOnce(parts.store, key, once, async () => recordRequested(parts, key, request, once));
}

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
}

async function recordRequested(
  { store, clock, random }: Parts,
  key: DeploymentKey,
  request: RunRequest,
  once?: AskedOnce,
): Promise<RequestedRun> {
  const deployment = await store.getDeployment(key);
  const artefact =
    deployment === undefined || deployment.state === 'deleted'
      ? undefined
      : (await store.getArtefact(deployment.artefactDigest))?.artefact;
  if (deployment === undefined || artefact === undefined) {
    throw new OperatingError('NOT_FOUND', `no pipeline \`${key.pipeline}\` is deployed`, { retryable: false });
  }
  const { schedule, parameters } = artefact.pipeline;
  refuseParameters(artefact.pipeline, request.parameters);
  const now = clock.now();
  if (request.duringFreeze !== true) refuseFrozen(artefact.pipeline, now);
  const clockwork = isClockSchedule(schedule);
  const fireTime = request.fireTime ?? (clockwork ? (previousFireTime(schedule, now + 1) ?? now) : now);
  refuseFuture(artefact.pipeline, fireTime, now);
  refuseBefore1970(fireTime);
  if (clockwork && nextFireTime(schedule, fireTime - 1) !== fireTime) {
    throw new OperatingError('INVALID_REQUEST', `${iso(fireTime)} is no fire time of \`${key.pipeline}\``, {
      retryable: false,
      help: `the one before it is ${iso(windowStart(schedule, fireTime))}`,
    });
  }
  // Of a fire that is on record, a run without parameters has those that it had.
  const isLacking = withoutDefault(parameters).some(({ name }) => request.parameters[name] === undefined);
  const isGiven = Object.keys(request.parameters).length > 0;
  if (isLacking && (isGiven || (await store.findRun(key, fireTime)) === undefined))
    refuseMissingParameters(artefact.pipeline, request.parameters);
  const marks = {
    actor: request.actor,
    isAlone: artefact.pipeline.overlap !== 'allow',
    ...(request.duringFreeze === true ? { duringFreeze: true } : {}),
    ...(once === undefined ? {} : { once }),
  };
  const recorded = await store.recordFire(
    undefined,
    {
      key,
      fireTime,
      previousFireTime: await windowOfFire(store, key, artefact.pipeline, fireTime),
      trigger: 'manual',
      artefactDigest: deployment.artefactDigest,
      parameters: request.parameters,
      state: 'scheduled',
      ...marks,
    },
    random.id(now),
    now,
  );
  if (!recorded.created && FINAL_RUN_STATES.includes(recorded.run.state)) {
    const { again, parameters: given } = request;
    const reopening = {
      ...marks,
      artefactDigest: deployment.artefactDigest,
      ...(again === undefined ? {} : { again }),
      ...(Object.keys(given).length === 0 ? {} : { parameters: given }),
    };
    return { run: await reopenRun(store, recorded.run.id, reopening, now), created: false, reopened: true };
  }
  return { ...recorded, reopened: false };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
