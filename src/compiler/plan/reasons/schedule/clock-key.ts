import type { Schedule } from '../../../../time/index.ts';

/** A text that is one for schedules that are written alike, whatever the order of their keys. */
export function clockKey(schedule: Schedule): string {
  const { kind, timeZone } = schedule;
  switch (kind) {
    case 'cron':
      return `${kind} ${schedule.dialect} ${schedule.expression} ${timeZone} ${schedule.dst ?? ''}`;
    case 'every':
      return `${kind} ${schedule.intervalMs}`;
    case 'at':
      return `${kind} ${schedule.time}`;
    case 'after':
      return `${kind} ${schedule.delayMs}`;
    default:
      return kind;
  }
}
