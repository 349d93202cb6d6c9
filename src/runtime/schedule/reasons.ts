import type { RunReason } from '../ports/index.ts';
import type { SkippedFires } from './misfire.ts';

/** Why a fire does not run, or not yet. Constants: pages and alerts go by them. */
export const FIRE_REASONS = {
  misfired: 'MISFIRED',
  overlap: 'OVERLAP',
  queueFull: 'OVERLAP_QUEUE_FULL',
  queued: 'OVERLAP_QUEUED',
  cancelling: 'OVERLAP_CANCELLING',
  catchUp: 'CATCH_UP',
  waitingForUpstream: 'WAITING_FOR_UPSTREAM',
  upstreamEnded: 'UPSTREAM_NOT_SUCCEEDED',
  deleted: 'PIPELINE_DELETED',
} as const;

/** The one record in which skipped fires are told. */
export function misfiredReason(skipped: SkippedFires): RunReason {
  const count = `${skipped.exact ? '' : 'at least '}${skipped.count}`;
  const span =
    skipped.first === skipped.last
      ? `the fire of ${iso(skipped.first)} was`
      : `${count} fires from ${iso(skipped.first)} to ${iso(skipped.last)} were`;
  return { code: FIRE_REASONS.misfired, message: `${span} missed and, by the misfire policy, not made up for` };
}

export function waitingForUpstream(upstreams: readonly string[]): RunReason {
  return { code: FIRE_REASONS.waitingForUpstream, message: `waits for ${upstreams.join(', ')} to succeed` };
}

export function upstreamEnded(upstream: string, fireTime: number, state: string): RunReason {
  return { code: FIRE_REASONS.upstreamEnded, message: `${upstream} at ${iso(fireTime)} ended as ${state}` };
}

/** What waited for a pipeline that is deployed no more would wait for ever. */
export function upstreamGone(upstream: string): RunReason {
  return { code: FIRE_REASONS.upstreamEnded, message: `${upstream} is not deployed any more` };
}

export const DELETED_REASON: RunReason = {
  code: FIRE_REASONS.deleted,
  message: 'the pipeline was deleted before this run could start',
};

function iso(time: number): string {
  return new Date(time).toISOString();
}
