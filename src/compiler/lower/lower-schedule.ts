import { say } from '../../message/index.ts';
import { EPOCH_2026, isTimeZone, MISFIRE_AFTER_MS, type Schedule } from '../../time/index.ts';
import type { ScheduleNode } from '../ir/index.ts';
import type { PipelineDefinition, ScheduleDefinition } from '../syntax/index.ts';
import { child, keyOf, type Location } from '../text/index.ts';
import type { ProjectModel, Report } from './lower-context.ts';
import { lowerDuration } from './lower-duration.ts';
import { limitSchedule } from './limit-schedule.ts';
import { readCron } from './read-cron.ts';
import { reportShortCatchUp } from './short-catch-up.ts';
import { unknownTimeZone } from './unknown-time-zone.ts';

const CLOCKS = ['cron', 'every', 'after', 'at'] as const;
const DEFAULT_CATCH_UP = 31;

/** Reads `schedule`. `loadsPeriods`: the pipeline selects by time, so a missed fire is missed data. */
export function lowerSchedule(
  definition: PipelineDefinition,
  at: Location,
  project: ProjectModel,
  loadsPeriods: boolean,
  report: Report,
): ScheduleNode {
  const place = child(at, 'schedule');
  const written = definition.schedule;
  const timing = typeof written === 'object' ? written : {};
  const timeZone = timing.timeZone ?? project.defaultTimeZone;
  if (timing.timeZone !== undefined && !isTimeZone(timing.timeZone)) {
    report.push(unknownTimeZone(timing.timeZone, child(place, 'timeZone')));
  }
  const said = report.diagnostics.length;
  const schedule = readSchedule(definition, at, isTimeZone(timeZone) ? timeZone : 'UTC', project, report);
  const unreadable = report.diagnostics.length > said;
  return {
    kind: 'schedule',
    schedule,
    ...(unreadable ? { unreadable } : {}),
    // of a schedule that cannot be read nothing more is said
    misfire: readMisfire(
      timing,
      unreadable ? { kind: 'manual', timeZone: 'UTC' } : schedule,
      place,
      loadsPeriods,
      report,
    ),
    ...readStartingDeadline(timing, place, loadsPeriods, report),
    overlap: timing.overlap ?? 'skip',
    at: place,
  };
}

function readSchedule(
  definition: PipelineDefinition,
  at: Location,
  timeZone: string,
  project: ProjectModel,
  report: Report,
): Schedule {
  const written = definition.schedule;
  const place = child(at, 'schedule');
  if (written === 'manual') return { kind: 'manual', timeZone };
  if (written === 'continuous') return { kind: 'continuous', timeZone };
  if (written === undefined) {
    if (definition.dependsOn) return { kind: 'upstream', timeZone };
    report.add(
      'SL0409',
      child(at, 'name'),
      say`pipeline \`${definition.name}\` has no schedule and depends on nothing`,
      {
        notes: [say`it would never run`],
        help: say`add \`schedule: { cron: "0 0 3 * * ?" }\`, \`schedule: manual\`, or \`dependsOn\``,
      },
    );
    return { kind: 'manual', timeZone };
  }
  const given = CLOCKS.filter((key) => written[key] !== undefined);
  const [first, second] = given;
  if (second !== undefined)
    report.add('SL0205', keyOf(place, second), say`\`${second}\` cannot stand beside \`${first ?? ''}\``, {
      help: say`keep one of \`cron\`, \`every\`, \`after\`, \`at\``,
    });
  if (first === undefined) {
    report.add('SL0409', { ...place, part: 'key' }, say`the schedule does not say when to run`, {
      help: say`add one of \`cron\`, \`every\`, \`after\`, \`at\``,
    });
    return { kind: 'manual', timeZone };
  }
  if (first !== 'cron') reportCronKeys(first, written, place, report);
  const clock = readClock(first, written, child(place, first), timeZone, report);
  return limitSchedule(clock, first, written, place, project, report);
}

/** Keys that say how a cron is read, beside a clock that has none. */
function reportCronKeys(clock: string, written: ScheduleDefinition, place: Location, report: Report): void {
  for (const key of ['dialect', 'dst'] as const)
    if (written[key] !== undefined)
      report.add('SL0205', keyOf(place, key), say`\`${key}\` cannot stand beside \`${clock}\``, {
        help: say`it says how \`cron\` is read; leave it out`,
      });
}

function readClock(
  key: (typeof CLOCKS)[number],
  written: ScheduleDefinition,
  at: Location,
  timeZone: string,
  report: Report,
): Schedule {
  const value = written[key] ?? '';
  switch (key) {
    case 'cron':
      return readCron(value, written, at, timeZone, report);
    case 'every':
      return { kind: 'every', intervalMs: lowerDuration(value, at, report) ?? 60_000, timeZone };
    case 'after':
      return { kind: 'after', delayMs: lowerDuration(value, at, report) ?? 60_000, timeZone };
    case 'at': {
      const time = Date.parse(value);
      const exact =
        /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(value) && !Number.isNaN(time);
      if (!exact)
        report.add('SL0204', at, say`\`${value}\` is not a time with an offset`, {
          help: say`write it as \`2026-12-24T06:00:00+08:00\``,
        });
      return { kind: 'at', time: exact ? time : EPOCH_2026, timeZone };
    }
    default:
      return key satisfies never;
  }
}

function readMisfire(
  timing: ScheduleDefinition,
  schedule: Schedule,
  at: Location,
  loadsPeriods: boolean,
  report: Report,
): ScheduleNode['misfire'] {
  const written = timing.misfire;
  const given = typeof written === 'string' ? { policy: written } : written;
  const chosen = given !== undefined && 'limit' in given ? given.limit : undefined;
  const limit = chosen ?? DEFAULT_CATCH_UP;
  const policy = given?.policy ?? (loadsPeriods ? 'catch-up' : 'fire-once');
  if (loadsPeriods && policy === 'catch-up' && chosen === undefined)
    reportShortCatchUp(timing, schedule, limit, at, report);
  if (given !== undefined && loadsPeriods && given.policy !== 'catch-up') {
    report.add(
      'SL0410',
      child(at, 'misfire'),
      say`with \`misfire: ${given.policy}\` the periods missed while nothing ran are never loaded`,
      {
        notes: [say`the pipeline selects rows by its fire time, so each fire stands for rows of its own`],
        help: say`use \`catch-up\`, the default for such pipelines`,
      },
    );
  }
  const afterMs = readMisfireAfter(timing, at, report);
  return { policy, limit, ...(afterMs === undefined ? {} : { afterMs }) };
}

/** Left out where it is what holds anyway, so that writing the default changes no artefact. */
function readMisfireAfter({ misfireAfter }: ScheduleDefinition, at: Location, report: Report): number | undefined {
  if (misfireAfter === undefined) return undefined;
  const afterMs = lowerDuration(misfireAfter, child(at, 'misfireAfter'), report);
  return afterMs === MISFIRE_AFTER_MS ? undefined : afterMs;
}

function readStartingDeadline(
  { startingDeadline }: ScheduleDefinition,
  at: Location,
  loadsPeriods: boolean,
  report: Report,
): Pick<ScheduleNode, 'startingDeadlineMs'> {
  if (startingDeadline === undefined) return {};
  const place = child(at, 'startingDeadline');
  if (loadsPeriods) {
    report.add(
      'SL0410',
      place,
      say`the periods of runs that nobody starts within \`${startingDeadline}\` are never loaded`,
      {
        notes: [say`the pipeline selects rows by its fire time, so each fire stands for rows of its own`],
        help: say`leave \`startingDeadline\` out`,
      },
    );
  }
  const startingDeadlineMs = lowerDuration(startingDeadline, place, report);
  return startingDeadlineMs === undefined ? {} : { startingDeadlineMs };
}
