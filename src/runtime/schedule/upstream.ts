import { previousFireTime, type Schedule } from '../../time/index.ts';
import type { RunRecord } from '../ports/index.ts';

/**
 * The fire of an upstream that a scheduled dependent waits for: the upstream's latest one in (the
 * dependent's previous fire, its own fire], by arithmetic. Undefined when the upstream has none there,
 * so that there is nothing to wait for. An upstream without a clock is waited for at the same fire time.
 */
export function requiredUpstreamFire(upstream: Schedule, previousOwnFire: number, ownFire: number): number | undefined {
  switch (upstream.kind) {
    case 'cron':
    case 'every':
    case 'at': {
      const latest = previousFireTime(upstream, ownFire + 1);
      const first = previousOwnFire === ownFire ? Number.NEGATIVE_INFINITY : previousOwnFire;
      return latest !== undefined && latest > first ? latest : undefined;
    }
    case 'after':
    case 'manual':
    case 'upstream':
      return ownFire;
    case 'continuous':
      return undefined;
    default:
      return upstream satisfies never;
  }
}

/**
 * The fire times for which an unscheduled dependent is to run now, oldest first: all its upstreams have
 * succeeded for them and it has no record of them. A dependent that no upstream has started yet takes the
 * newest only: what succeeded before it existed is not its work.
 */
export function commonFireTimes(
  succeeded: readonly (readonly number[])[],
  onRecord: readonly Pick<RunRecord, 'fireTime' | 'trigger'>[],
): number[] {
  const [first, ...others] = succeeded;
  if (first === undefined) return [];
  const known = new Set(onRecord.map((run) => run.fireTime));
  const common = first.filter((time) => others.every((times) => times.includes(time))).sort((a, b) => a - b);
  const started = onRecord.filter((run) => run.trigger === 'upstream').map((run) => run.fireTime);
  const candidates = started.length === 0 ? common.slice(-1) : common.filter((time) => time > Math.min(...started));
  return candidates.filter((time) => !known.has(time));
}
