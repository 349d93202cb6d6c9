import { didYouMean, type CompiledArtefact } from '../compiler/index.ts';
import { nextFireTime, type Schedule } from '../time/index.ts';
import { OperatingError } from './errors.ts';
import { refuseLongReason } from './long-reason.ts';
import type { Clock, Deployment, DeploymentKey, ResumeRequest, Store } from './ports/index.ts';

interface Dependencies {
  readonly store: Store;
  readonly clock: Clock;
}

/** What a person asks for who pauses a pipeline. */
export interface PausePipelineRequest {
  /** In the person's words. */
  readonly why?: string;
  /** When it goes on by itself, UTC milliseconds. */
  readonly until?: number;
  /** Also stop what runs of it. */
  readonly cancel?: boolean;
  /** For the audit. */
  readonly actor: string;
}

/** What a person asks for who lets a paused pipeline go on. */
export interface ResumePipelineRequest {
  /** Make up for nothing that it missed, whatever its misfire policy says. */
  readonly skipMissed?: boolean;
  /** For the audit. */
  readonly actor: string;
}

/** `paused-already` and `not-paused`: it was so before, and nothing was written. */
export interface PausedPipeline {
  readonly outcome: 'paused' | 'paused-already';
  /** Runs that were asked to stop. */
  readonly cancelled: number;
}

/**
 * Pauses a deployed pipeline: no fire of it is recorded from then on. Throws NOT_FOUND, INVALID_REQUEST where `until` is over or the
 * reason is too long, STORE_UNREACHABLE.
 */
export async function pausePipeline(
  { store, clock }: Dependencies,
  key: DeploymentKey,
  { why, until, cancel = false, actor }: PausePipelineRequest,
): Promise<PausedPipeline> {
  const now = clock.now();
  if (until !== undefined && until <= now)
    throw invalid('the time until which it is to be paused is over', 'name a later time');
  refuseLongReason(why);
  const outcome = await store.pauseDeployment(
    { key, actor, ...(why === undefined ? {} : { why }), ...(until === undefined ? {} : { until }) },
    now,
  );
  if (outcome === 'absent') throw await notDeployed(store, key);
  let cancelled = 0;
  if (cancel)
    for (const { id } of await store.openRuns(key)) if (await store.requestCancel(id, actor, now)) cancelled++;
  return { outcome, cancelled };
}

/**
 * Lets a paused pipeline go on. Throws NOT_FOUND, INVALID_REQUEST where there is no clock to put on, STORE_CONFLICT where it was
 * deployed anew at the same moment, STORE_UNREACHABLE.
 */
export async function resumePipeline(
  { store, clock }: Dependencies,
  key: DeploymentKey,
  { skipMissed = false, actor }: ResumePipelineRequest,
): Promise<'resumed' | 'not-paused'> {
  const now = clock.now();
  const deployment = await store.getDeployment(key);
  if (deployment === undefined || deployment.state === 'deleted') throw await notDeployed(store, key);
  const skipped = skipMissed ? { clock: await clockPutOn(store, deployment, now) } : {};
  const outcome = await store.resumeDeployment({ key, actor, ...skipped }, now);
  switch (outcome) {
    case 'resumed':
    case 'not-paused':
      return outcome;
    case 'absent':
      throw await notDeployed(store, key);
    case 'changed':
      throw new OperatingError('STORE_CONFLICT', `\`${key.pipeline}\` was deployed anew at this very moment`, {
        retryable: true,
        help: 'ask again',
      });
    default:
      return outcome satisfies never;
  }
}

async function clockPutOn(
  store: Store,
  deployment: Deployment,
  now: number,
): Promise<NonNullable<ResumeRequest['clock']>> {
  const compiled: CompiledArtefact | undefined = await store.getArtefact(deployment.artefactDigest);
  if (compiled === undefined)
    throw new OperatingError('NOT_FOUND', `the artefact of \`${deployment.pipeline}\` is not in the store`, {
      retryable: false,
      help: 'resume it without leaving out what it missed',
    });
  const { schedule } = compiled.artefact.pipeline;
  if (schedule.kind === 'upstream')
    throw invalid(
      `\`${deployment.pipeline}\` fires after others and has no clock of its own`,
      'resume it without leaving out what it missed: it fires for what succeeded upstream meanwhile',
    );
  return { digest: deployment.artefactDigest, nextFireTime: timeAfter(schedule, deployment.nextFireTime, now) };
}

/** A clock that has stood still, where it has missed something: past that. */
function timeAfter(schedule: Schedule, stood: number | undefined, now: number): number | undefined {
  if (stood === undefined || stood > now) return stood;
  return schedule.kind === 'after' ? now + schedule.delayMs : nextFireTime(schedule, now);
}

/** That nothing of a name is deployed, with the name that it may be meant for. */
export async function notDeployed(
  store: Store,
  { project, environment, pipeline }: DeploymentKey,
): Promise<OperatingError> {
  const names = (await store.listDeployments({ project, environment })).map((deployment) => deployment.pipeline);
  const near = didYouMean(pipeline, names);
  return new OperatingError('NOT_FOUND', `no pipeline \`${pipeline}\` is deployed`, {
    retryable: false,
    help: near === undefined ? '`sluice status` lists what is deployed' : `did you mean \`${near}\`?`,
  });
}

function invalid(message: string, help: string): OperatingError {
  return new OperatingError('INVALID_REQUEST', message, { retryable: false, help });
}
