import { nextFireTime, previousFireTime } from '../time/index.ts';
import { OperatingError } from './errors.ts';
import type { Clock, DeploymentKey, Random, RunRecord, Store } from './ports/index.ts';

/** A person's wish to run a pipeline. */
export interface RunRequest {
  /** UTC milliseconds; absent = the last due fire, or now where there is no clock. */
  readonly fireTime?: number;
  readonly parameters: Readonly<Record<string, string>>;
  /** Who asks, for the audit. */
  readonly actor: string;
}

/**
 * Puts a person's fire of a deployed pipeline on record; whoever executes takes it from there.
 * `created` is false when that fire was on record already. Throws NOT_FOUND and INVALID_REQUEST.
 */
export async function requestRun(
  parts: { readonly store: Store; readonly clock: Clock; readonly random: Random },
  key: DeploymentKey,
  request: RunRequest,
): Promise<{ readonly run: RunRecord; readonly created: boolean }> {
  const { store, clock, random } = parts;
  const deployment = await store.getDeployment(key);
  const artefact =
    deployment === undefined || deployment.state === 'deleted'
      ? undefined
      : (await store.getArtefact(deployment.artefactDigest))?.artefact;
  if (deployment === undefined || artefact === undefined) {
    throw new OperatingError('NOT_FOUND', `no pipeline \`${key.pipeline}\` is deployed`, { retryable: false });
  }
  const { schedule, parameters } = artefact.pipeline;
  const unknown = Object.keys(request.parameters).find((name) => !parameters.some((known) => known.name === name));
  if (unknown !== undefined) {
    throw new OperatingError('INVALID_REQUEST', `\`${key.pipeline}\` has no parameter \`${unknown}\``, {
      retryable: false,
      help: parameters.length === 0 ? 'it has none' : `it has ${parameters.map(({ name }) => name).join(', ')}`,
    });
  }
  const now = clock.now();
  const clockwork = schedule.kind === 'cron' || schedule.kind === 'every';
  const fireTime = request.fireTime ?? (clockwork ? (previousFireTime(schedule, now + 1) ?? now) : now);
  if (clockwork && nextFireTime(schedule, fireTime - 1) !== fireTime) {
    throw new OperatingError('INVALID_REQUEST', `${iso(fireTime)} is no fire time of \`${key.pipeline}\``, {
      retryable: false,
      help: `the one before it is ${iso(previousFireTime(schedule, fireTime) ?? fireTime)}`,
    });
  }
  const recorded = await store.recordFire(
    undefined,
    {
      key,
      fireTime,
      previousFireTime: clockwork ? (previousFireTime(schedule, fireTime) ?? fireTime) : fireTime,
      trigger: 'manual',
      artefactDigest: deployment.artefactDigest,
      parameters: request.parameters,
      state: 'scheduled',
    },
    random.id(now),
    now,
  );
  const data = { run: recorded.run.id, fireTime, created: recorded.created, actor: request.actor };
  await store.appendAudit(
    { key: `${key.project}/${key.environment}/${key.pipeline}`, type: 'run.requested', data },
    now,
  );
  return recorded;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
