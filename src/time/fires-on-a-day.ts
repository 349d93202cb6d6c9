import type { Cron } from './cron-expression.ts';

/** How often a cron fires on a day on which it does, clock changes aside. */
export function firesOnADay({ hours, minutes, seconds }: Cron): number {
  return hours.length * minutes.length * seconds.length;
}
