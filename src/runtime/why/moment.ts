import { formatTime, ISO_FORMAT } from '../../time/index.ts';
import type { WhyFacts } from './why-facts.ts';

/** A moment in the schedule's zone, as the schedule is written; in UTC where nothing is deployed. */
export function moment({ pipeline }: Pick<WhyFacts, 'pipeline'>, time: number): string {
  return formatTime(time, ISO_FORMAT, pipeline?.schedule.timeZone ?? 'UTC');
}
