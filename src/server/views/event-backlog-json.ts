import type { EventBacklog } from '../../runtime/index.ts';

/** What waits to be published, as `GET /api/v1/status` tells it. */
export interface EventBacklogJson {
  /** Counted up to {@link MOST_COUNTED}. */
  readonly waiting: number;
  /** How long the oldest has waited; 0 where none waits. */
  readonly lagSeconds: number;
  /** More than a minute behind: the bus is away, or slow. Nothing is lost, and nothing else is delayed. */
  readonly degraded: boolean;
}

/** More are not counted, so that a bus that was away for a week costs a look at the status nothing. */
export const MOST_COUNTED = 10_000;
const DEGRADED_ABOVE_MS = 60_000;

/** What waits to be published, as the API tells it. */
export function toEventBacklogJson({ waiting, oldestAt }: EventBacklog, now: number): EventBacklogJson {
  const lagMs = oldestAt === undefined ? 0 : Math.max(0, now - oldestAt);
  return { waiting, lagSeconds: lagMs / 1_000, degraded: lagMs > DEGRADED_ABOVE_MS };
}
