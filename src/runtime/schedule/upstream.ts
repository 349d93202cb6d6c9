import { previousFireTime, type Schedule } from '../../time/index.ts';

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
