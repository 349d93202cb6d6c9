import { say, type Message } from '../../../../message/index.ts';
import { firstFireTime, formatDuration } from '../../../../time/index.ts';
import type { Artefact } from '../../../artefact/index.ts';
import { isClockSetAnew, lastFireBefore } from '../../change-over.ts';
import { isUpdated, type ChangedPipeline, type Reason } from '../../reason.ts';
import { timeText } from '../../time-text.ts';

/** A first fire that does not wait: as soon as the change is deployed. */
export const firesAtOnce: Reason = {
  reason: 'FIRES_AT_ONCE',
  find(change) {
    const { after, facts } = change;
    if (after === undefined || after.pipeline.state === 'suspended') return [];
    if (isUpdated(change) && !isClockSetAnew(change)) return [];
    const first = firstFireTime(after.pipeline.schedule, facts.now, lastFireOf(change));
    if (first === undefined || first > facts.now) return [];
    return [{ meaning: 'schedule', consequence: consequenceOf(after, first), paths: [] }];
  },
};

function lastFireOf(change: ChangedPipeline): number | undefined {
  return isUpdated(change) ? lastFireBefore(change) : change.deployed?.lastFireTime;
}

function consequenceOf({ pipeline: { schedule, misfire } }: Artefact, first: number): Message {
  const at = timeText(first, schedule.timeZone);
  switch (schedule.kind) {
    case 'every':
      return say`once deployed it fires at once, for ${at}`;
    case 'at':
      return misfire.policy === 'skip'
        ? say`its time, ${at}, has passed: it is recorded as skipped`
        : say`its time, ${at}, has passed: once deployed it fires at once`;
    case 'after':
      return say`once deployed it fires at once, then ${formatDuration(schedule.delayMs)} after each run has ended`;
    default:
      return say`once deployed it fires at once`;
  }
}
