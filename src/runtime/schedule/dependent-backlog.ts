import { MISFIRE_AFTER_MS } from '../../time/index.ts';
import type { MisfirePolicy } from '../misfires/index.ts';

/** A fire whose upstreams have succeeded and that is not on record. */
export interface BacklogFire {
  readonly fireTime: number;
  /** Since when nothing is missing, UTC milliseconds: it is as late as that is long ago. */
  readonly since: number;
}

/** What becomes of one: it runs, it runs as one that is made up for, or it was missed and does not. */
export type BacklogFate = 'runs' | 'caught-up' | 'missed';

/**
 * What the misfire policy makes of the fires of a pipeline without a schedule that are there at once, as after a freeze, a pause or an
 * outage. It is that of {@link planDue}, but that there is no clock that says which fires there are.
 *
 * @param fires Oldest fire first.
 */
export function judgeBacklog(
  fires: readonly BacklogFire[],
  misfire: MisfirePolicy,
  now: number,
): readonly BacklogFate[] {
  const boundary = now - (misfire.afterMs ?? MISFIRE_AFTER_MS);
  const late = fires.filter(({ since }) => since < boundary);
  if (late.length === 0) return fires.map(() => 'runs');
  switch (misfire.policy) {
    case 'skip':
      return fires.map((fire) => (fire.since < boundary ? 'missed' : 'runs'));
    case 'fire-once':
      return fires.map((fire) => (fire === fires.at(-1) ? 'runs' : 'missed'));
    case 'catch-up': {
      const madeUp = new Set(misfire.limit > 0 ? late.slice(-misfire.limit) : []);
      return fires.map((fire) => (fire.since >= boundary ? 'runs' : madeUp.has(fire) ? 'caught-up' : 'missed'));
    }
    default:
      return misfire.policy satisfies never;
  }
}
