import { joined, say, type Message } from '../../../../message/index.ts';
import { describeSchedule, isSameSchedule, type Schedule } from '../../../../time/index.ts';
import { firesByClocks, isFire, type Firing } from '../../next-fires.ts';
import { rateText } from '../../rate-text.ts';
import { isUpdated, pathsOf, type Reason, type UpdatedPipeline } from '../../reason.ts';
import { timeText } from '../../time-text.ts';
import { jobBesideRuns } from './job-beside-runs.ts';
import { scheduleValues } from './schedule-values.ts';

/** So far it is looked for a fire that only one side has. */
const FIRES_COMPARED = 100;

/** Another clock, or another thing than a clock; one that is taken away is {@link scheduleRemoved}. */
export const scheduleChanged: Reason = {
  reason: 'SCHEDULE_CHANGED',
  find(change) {
    const paths = pathsOf(scheduleValues(change));
    if (paths.length === 0 || !isUpdated(change)) return [];
    const [was, is] = [change.before.pipeline.schedule, change.after.pipeline.schedule];
    if (is.kind === 'manual') return [];
    if (isSameSchedule({ ...was, timeZone: is.timeZone }, is)) {
      const consequence = say`its schedule is written in another way, and fires at the same times of the clock`;
      return [{ meaning: 'cosmetic', consequence, paths }];
    }
    const details = [...rateOf(change), ...firstOther(change)];
    const consequence = details.length === 0 ? whatItIs(change) : say`${whatItIs(change)}: ${joined(details, ', ')}`;
    return [{ meaning: 'schedule', consequence, paths }, ...jobBesideRuns(change, paths)];
  },
};

function whatItIs({ before, after }: UpdatedPipeline): Message {
  const policy = policyChange(before.pipeline.schedule, after.pipeline.schedule);
  if (policy !== undefined) return policy;
  const [was, is] = [describeSchedule(before.pipeline.schedule), describeSchedule(after.pipeline.schedule)];
  if (after.pipeline.schedule.kind === 'continuous')
    return say`it is a stream that goes on without an end, and no longer fires ${was}`;
  if (before.pipeline.schedule.kind === 'continuous')
    return say`it fires ${is}, and is no longer a stream that goes on without an end`;
  return say`it fires ${is}, no longer ${was}`;
}

/** Where the clock is the same, and only what becomes of times that it skips or repeats is another. */
function policyChange(was: Schedule, is: Schedule): Message | undefined {
  if (was.kind !== 'cron' || is.kind !== 'cron' || was.dst === is.dst) return undefined;
  const { dst: _was, ...plain } = was;
  const { dst, ...other } = is;
  if (!isSameSchedule(plain, { ...other, timeZone: was.timeZone })) return undefined;
  return dst === 'quartz'
    ? say`of a time that the clock skips it no longer fires, and of one that comes twice it fires at the later, as Quartz does`
    : say`of a time that the clock skips it fires at the first moment after, and of one that comes twice at the earlier, no longer as Quartz does`;
}

function rateOf({ firing }: UpdatedPipeline): readonly Message[] {
  const [was, is] = [firing.before.perDay, firing.after.perDay];
  if (was === undefined || is === undefined || was === is) return [];
  return [say`${rateText(is)} instead of ${rateText(was)}`];
}

/** The first fire that is new, and the first that is no more. */
function firstOther({ before, after, firing, facts }: UpdatedPipeline): readonly Message[] {
  const gained = firstOnlyOf(firing.after, firing.before, facts.now);
  const lost = firstOnlyOf(firing.before, firing.after, facts.now);
  return [
    ...(gained === undefined
      ? []
      : [say`the first new fire is at ${timeText(gained, after.pipeline.schedule.timeZone)}`]),
    ...(lost === undefined ? [] : [say`the fire at ${timeText(lost, before.pipeline.schedule.timeZone)} is no more`]),
  ];
}

function firstOnlyOf(firing: Firing, other: Firing, now: number): number | undefined {
  if (firing.clocks.held) return undefined;
  for (let [last, compared] = [now, 0]; compared < FIRES_COMPARED; compared += 1) {
    const [next] = firesByClocks(firing.clocks, last, 1);
    if (next === undefined || !isFire(other, next)) return next;
    last = next;
  }
  return undefined;
}
