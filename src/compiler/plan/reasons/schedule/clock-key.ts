import type { Schedule, ScheduleLimits } from '../../../../time/index.ts';

/** A text that is one for schedules that are written alike, whatever the order of their keys. */
export function clockKey(schedule: Schedule): string {
  const { kind, timeZone } = schedule;
  switch (kind) {
    case 'cron':
      return `${kind} ${schedule.dialect} ${schedule.expression} ${timeZone} ${schedule.dst ?? ''}${limitsKey(schedule)}`;
    case 'every':
      // the zone says on which days its fires are
      return `${kind} ${schedule.intervalMs}${schedule.calendar === undefined ? '' : ` ${timeZone}`}${limitsKey(schedule)}`;
    case 'at':
      return `${kind} ${schedule.time}`;
    case 'after':
      return `${kind} ${schedule.delayMs}`;
    default:
      return kind;
  }
}

function limitsKey({ start, end, calendar }: ScheduleLimits): string {
  const days = calendar === undefined ? '' : ` ${JSON.stringify(calendar)}`;
  return start === undefined && end === undefined ? days : `${days} ${start} ${end}`;
}
