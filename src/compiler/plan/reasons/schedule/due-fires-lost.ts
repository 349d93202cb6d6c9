import { say } from '../../../../message/index.ts';
import { nextFireTime } from '../../../../time/index.ts';
import { isClockSetAnew } from '../../change-over.ts';
import { isUpdated, type Reason } from '../../reason.ts';
import { timeText } from '../../time-text.ts';

const MOST_COUNTED = 1_000;

/**
 * Fires that are due and not on record when another schedule is deployed: its clock begins after now, and they are neither
 * run nor recorded as skipped.
 */
export const dueFiresLost: Reason = {
  reason: 'DUE_FIRES_LOST',
  find(change) {
    const from = change.deployed?.nextFireTime;
    const { now } = change.facts;
    if (from === undefined || from > now || !isUpdated(change) || !isClockSetAnew(change)) return [];
    const { schedule } = change.before.pipeline;
    let count = 0;
    for (let at: number | undefined = from; at !== undefined && at <= now && count < MOST_COUNTED; count += 1)
      at = nextFireTime(schedule, at);
    const at = timeText(from, schedule.timeZone);
    const consequence =
      count === 1
        ? say`the fire at ${at} is due and not on record yet: once the new schedule is deployed it never runs`
        : say`${count} fires from ${at} on are due and not on record yet: once the new schedule is deployed they never run`;
    return [{ meaning: 'data-affecting', consequence, paths: [] }];
  },
};
