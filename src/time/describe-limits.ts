import { joined, say, wordsOf, type Message } from '../message/index.ts';
import type { ClockSchedule } from './clock-ticks.ts';
import { formatDuration } from './duration.ts';
import { formatTime, MOMENT_FORMAT } from './format.ts';
import type { ScheduleCalendar } from './schedule.ts';

/** What limits a clock to some of the moments that it says, and what spreads its starts, in words; nothing where nothing does. */
export function describeLimits({ start, end, calendar, jitterMs, timeZone }: ClockSchedule): readonly Message[] {
  const moment = (time: number): string => formatTime(time, MOMENT_FORMAT, timeZone);
  return [
    ...(calendar === undefined ? [] : [wordsOfCalendar(calendar)]),
    ...(start === undefined ? [] : [say`from ${moment(start)} on`]),
    ...(end === undefined ? [] : [say`before ${moment(end)}`]),
    ...(jitterMs === undefined ? [] : [say`started up to ${formatDuration(jitterMs)} later, spread by name`]),
  ];
}

/** The same in English behind a clock's own words; an empty text where nothing limits it. */
export function limitsInWords(schedule: ClockSchedule): string {
  return describeLimits(schedule)
    .map((limit) => `, ${wordsOf(limit)}`)
    .join('');
}

function wordsOfCalendar(calendar: ScheduleCalendar): Message {
  const { name, until, on } = calendar;
  const days =
    on === undefined ? say`only on days of \`${name}\`` : say`only on days that are no working days of \`${name}\``;
  const made = calendar.base === undefined ? days : say`${days} (${wordsOfOwnDays(calendar)})`;
  return until === undefined ? made : say`${made}, known before ${until}`;
}

/** What makes a calendar of a project another than its base. */
function wordsOfOwnDays({ base = 'weekdays', exclude = [], include = [] }: ScheduleCalendar): Message {
  return joined(
    [
      say`\`${base}\``,
      ...(exclude.length === 0 ? [] : [say`without ${exclude.length} of its days`]),
      ...(include.length === 0 ? [] : [say`with ${include.length} more`]),
    ],
    ' ',
  );
}
