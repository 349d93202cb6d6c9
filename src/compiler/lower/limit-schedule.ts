import { say } from '../../message/index.ts';
import {
  EPOCH_2026,
  isClockSchedule,
  nextFireTime,
  type Schedule,
  type ScheduleCalendar,
  type ScheduleLimits,
} from '../../time/index.ts';
import type { ScheduleDefinition } from '../syntax/index.ts';
import { child, keyOf, type Location } from '../text/index.ts';
import { calendarOf } from './lower-calendars.ts';
import type { ProjectModel, Report } from './lower-context.ts';
import { readJitter } from './read-jitter.ts';
import { readMoment } from './read-moment.ts';

const LIMITS = ['start', 'end', 'calendar', 'jitter'] as const;

/**
 * The schedule with what its author limits it by and spreads its starts by; what cannot be read does neither, and has its error.
 *
 * @param clock The key that says when it fires.
 */
export function limitSchedule(
  schedule: Schedule,
  clock: string,
  written: ScheduleDefinition,
  place: Location,
  project: Pick<ProjectModel, 'calendars'>,
  report: Report,
): Schedule {
  const given = LIMITS.filter((key) => written[key] !== undefined);
  if (given.length === 0) return schedule;
  if (clock !== 'cron' && clock !== 'every') {
    for (const key of given)
      report.add('SL0205', keyOf(place, key), say`\`${key}\` cannot stand beside \`${clock}\``, {
        help: say`it is for \`cron\` and \`every\`; leave it out`,
      });
    return schedule;
  }
  const said = report.diagnostics.length;
  const limits: ScheduleLimits = {
    ...momentOf('start', written, schedule.timeZone, place, report),
    ...momentOf('end', written, schedule.timeZone, place, report),
    ...calendarOf(written, project, place, report),
  };
  const jitter = readJitter(schedule, written, place, report);
  // a cron that cannot be read has its error already
  if (!isClockSchedule(schedule)) return schedule;
  const limited = { ...schedule, ...limits, ...jitter };
  if (report.diagnostics.length === said && nextFireTime(schedule, EPOCH_2026) !== undefined)
    reportEmptyWindow(limited, place, report);
  return limited;
}

function momentOf(
  key: 'start' | 'end',
  written: ScheduleDefinition,
  timeZone: string,
  place: Location,
  report: Report,
): ScheduleLimits {
  const text = written[key];
  if (text === undefined) return {};
  const time = readMoment(text, timeZone);
  if (time !== undefined) return { [key]: time };
  report.add('SL0204', child(place, key), say`\`${text}\` is not a time`, {
    help: say`write it as \`2026-12-24\`, \`2026-12-24T06:00\` or \`2026-12-24T06:00:00+08:00\``,
  });
  return {};
}

/** Reports a schedule that has no fire because of its start and end. */
function reportEmptyWindow(schedule: Schedule & ScheduleLimits, place: Location, report: Report): void {
  const { start, end, calendar } = schedule;
  if (nextFireTime(schedule, EPOCH_2026) !== undefined) return;
  if (calendar !== undefined && isOpenWithout(schedule)) {
    reportClosedDays(calendar, child(place, 'calendar'), report);
    return;
  }
  const at = child(place, end === undefined ? 'start' : 'end');
  if (start !== undefined && end !== undefined && end <= start)
    report.add('SL0406', at, say`the schedule never fires: its \`end\` is not after its \`start\``, {
      help: say`\`end\` is the first moment at which it fires no more`,
      labels: [{ at: child(place, 'start'), message: say`it begins here` }],
    });
  else if (end !== undefined && end <= EPOCH_2026)
    report.add('SL0406', at, say`the schedule never fires again: its \`end\` is over`, {
      help: say`write a later time, leave \`end\` out, or take the pipeline away`,
    });
  else
    report.add('SL0406', at, say`the schedule never fires: it has no fire between its \`start\` and its \`end\``, {
      help: say`\`sluice next\` shows when it fires without them; \`end\` itself is not a moment at which it fires`,
    });
}

function isOpenWithout({ calendar: _calendar, ...unlimited }: Schedule & ScheduleLimits): boolean {
  return nextFireTime(unlimited, EPOCH_2026) !== undefined;
}

function reportClosedDays({ name, until }: ScheduleCalendar, at: Location, report: Report): void {
  report.add('SL0406', at, say`the schedule never fires: none of its times is on a day of \`${name}\``, {
    help: say`leave \`calendar\` out, or choose other days`,
    ...(until === undefined ? {} : { notes: [say`the days of \`${name}\` are known before ${until}`] }),
  });
}
