import { say } from '../../message/index.ts';
import {
  baseKnownUntil,
  CALENDAR_NAMES,
  calendarNamed,
  type ScheduleCalendar,
  type ScheduleLimits,
} from '../../time/index.ts';
import type { CalendarDefinition, ProjectDefinition, ScheduleDefinition } from '../syntax/index.ts';
import { child, type Location } from '../text/index.ts';
import { Report, type ProjectModel } from './lower-context.ts';
import { unknownName } from './lower-text.ts';
import { sortedEntries } from './sorted-entries.ts';

/** The calendars of sluice.yaml by name; undefined = it has an error, which is said. */
export function lowerCalendars(
  { calendars }: ProjectDefinition,
  at: Location,
  report: Report,
): ReadonlyMap<string, ScheduleCalendar | undefined> {
  return new Map(
    sortedEntries(calendars).map(([name, written]) => {
      const own = new Report();
      const calendar = readCalendar(name, written, child(at, 'calendars', name), own);
      report.push(...own.diagnostics);
      return [name, own.failed ? undefined : calendar];
    }),
  );
}

/** The calendar that a schedule names; none where it is unknown or has an error. */
export function calendarOf(
  { calendar: written }: ScheduleDefinition,
  { calendars = new Map<string, ScheduleCalendar | undefined>() }: Pick<ProjectModel, 'calendars'>,
  place: Location,
  report: Report,
): Pick<ScheduleLimits, 'calendar'> {
  if (written === undefined) return {};
  const name = calendarNameOf(written);
  const { on = 'working-days' } = typeof written === 'string' ? {} : written;
  const calendar = isKnown(name) ? calendarNamed(name) : calendars.get(name);
  if (calendar === undefined) {
    const where = typeof written === 'string' ? child(place, 'calendar') : child(place, 'calendar', 'name');
    if (!calendars.has(name)) {
      const { message, ...more } = unknownName('calendar', name, [...CALENDAR_NAMES, ...calendars.keys()], where);
      report.add('SL0319', where, message, more);
    }
    return {};
  }
  return { calendar: on === 'holidays' ? { ...calendar, on } : calendar };
}

/** The name in either form of `calendar`. */
export function calendarNameOf(written: NonNullable<ScheduleDefinition['calendar']>): string {
  return typeof written === 'string' ? written : written.name;
}

function isKnown(name: string): name is (typeof CALENDAR_NAMES)[number] {
  return CALENDAR_NAMES.some((known) => known === name);
}

function readCalendar(
  name: string,
  { base = 'weekdays', exclude = [], include = [], until }: CalendarDefinition,
  place: Location,
  report: Report,
): ScheduleCalendar {
  if (isKnown(name))
    report.add('SL0436', { ...place, part: 'key' }, say`Sluice has a calendar \`${name}\` itself`, {
      help: say`give it another name, and \`base: ${name}\` where it is made of that one`,
    });
  reportDates({ exclude, include }, place, report);
  if (until !== undefined) readDate(until, child(place, 'until'), report);
  const known = baseKnownUntil(base);
  if (until !== undefined && known !== undefined && until > known)
    report.add('SL0436', child(place, 'until'), say`the days of \`${base}\` are known before ${known} only`, {
      help: say`leave \`until\` out: it ends with them`,
    });
  const end = [until, known].filter((date) => date !== undefined).sort()[0];
  for (const [list, dates] of Object.entries({ exclude, include }))
    for (const [index, date] of dates.entries())
      if (end !== undefined && date >= end)
        report.add(
          'SL0436',
          child(place, list, index),
          say`\`${date}\` is not before ${end}, where the calendar ends`,
          {
            help: say`leave the date out, or let \`until\` be later`,
          },
        );
  return {
    name,
    base,
    ...(exclude.length === 0 ? {} : { exclude: exclude.toSorted() }),
    ...(include.length === 0 ? {} : { include: include.toSorted() }),
    ...(end === undefined ? {} : { until: end }),
  };
}

/** Reports what is no date, and dates that stand in the lists twice: of two places one would be overlooked when it changes. */
function reportDates(
  lists: Readonly<Record<'exclude' | 'include', readonly string[]>>,
  place: Location,
  report: Report,
): void {
  const seen = new Map<string, Location>();
  for (const [list, dates] of Object.entries(lists))
    for (const [index, date] of dates.entries()) {
      const at = child(place, list, index);
      if (!readDate(date, at, report)) continue;
      const before = seen.get(date);
      if (before !== undefined)
        report.add('SL0435', at, say`\`${date}\` stands in the calendar twice`, {
          labels: [{ at: before, message: say`first here` }],
          help: say`keep one of them`,
        });
      seen.set(date, at);
    }
}

function readDate(text: string, at: Location, report: Report): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // 30 February reads as a day of March
  const isDate = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
  if (!isDate) report.add('SL0204', at, say`\`${text}\` is not a date`, { help: say`write it as \`2026-12-24\`` });
  return isDate;
}
