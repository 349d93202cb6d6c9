import { formatDuration } from '../../time/index.ts';
import { MISFIRE_REASONS } from '../misfires/index.ts';
import type { RunReason } from '../ports/index.ts';

/** Why a fire does not run, or not yet. Constants: pages and alerts go by them. */
export const FIRE_REASONS = {
  ...MISFIRE_REASONS,
  overlap: 'OVERLAP',
  queueFull: 'OVERLAP_QUEUE_FULL',
  queued: 'OVERLAP_QUEUED',
  cancelling: 'OVERLAP_CANCELLING',
  backfill: 'BACKFILL',
  waitingForUpstream: 'WAITING_FOR_UPSTREAM',
  upstreamEnded: 'UPSTREAM_NOT_SUCCEEDED',
  upstreamTimeout: 'UPSTREAM_TIMEOUT',
  deleted: 'PIPELINE_DELETED',
  startingDeadline: 'STARTING_DEADLINE',
} as const;

export function waitingForUpstream(upstreams: readonly string[], any = false): RunReason {
  const names = upstreams.join(any ? ' or ' : ', ');
  return { code: FIRE_REASONS.waitingForUpstream, message: `waits for ${names} to succeed` };
}

/** Of a run that has waited for its upstreams as long as it may. */
export function upstreamTimeout(missing: readonly string[], ms: number): RunReason {
  const message = `${missing.join(', ')} had not succeeded after ${formatDuration(ms)}`;
  return { code: FIRE_REASONS.upstreamTimeout, message };
}

export function upstreamEnded(upstream: string, fireTime: number, state: string): RunReason {
  return { code: FIRE_REASONS.upstreamEnded, message: `${upstream} at ${iso(fireTime)} ended as ${state}` };
}

/** What waited for a fire that is never made would wait for ever. */
export function upstreamNeverFires(upstream: string, fireTime: number): RunReason {
  return {
    code: FIRE_REASONS.upstreamEnded,
    message: `${upstream} has no fire of ${iso(fireTime)} and will have none: it was not deployed or not active then`,
  };
}

export const DELETED_REASON: RunReason = {
  code: FIRE_REASONS.deleted,
  message: 'the pipeline was deleted before this run could start',
};

/** Of a run that waited too long: for its turn, for a slot of a pool, or for anybody to execute it. */
export const OVERDUE_REASON: RunReason = {
  code: FIRE_REASONS.startingDeadline,
  message: 'nobody had started it by its starting deadline',
};

function iso(time: number): string {
  return new Date(time).toISOString();
}
