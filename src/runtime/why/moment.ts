import { formatTime, ISO_FORMAT } from '../../time/index.ts';
import type { WhyFacts } from './why-facts.ts';

/** {@link ISO_FORMAT} with milliseconds. */
const MILLISECONDS = "yyyy-MM-dd'T'HH:mm:ss.SSSXXX";

/** A moment in the schedule's zone, as the schedule is written; in UTC where nothing is deployed. */
export function moment({ pipeline }: Pick<WhyFacts, 'pipeline'>, time: number): string {
  return formatTime(time, ISO_FORMAT, pipeline?.schedule.timeZone ?? 'UTC');
}

/** {@link moment} of a fire, to the millisecond where it has some: it is pasted after `--fire`, and another moment is another fire. */
export function fireMoment(facts: Pick<WhyFacts, 'pipeline'>, time: number): string {
  if (time % 1_000 === 0) return moment(facts, time);
  return formatTime(time, MILLISECONDS, facts.pipeline?.schedule.timeZone ?? 'UTC');
}
