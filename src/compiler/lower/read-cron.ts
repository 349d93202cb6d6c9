import { EPOCH_2026, nextFireTime, parseCron, type Schedule } from '../../time/index.ts';
import type { ScheduleDefinition } from '../syntax/index.ts';
import type { Location } from '../text/index.ts';
import { cronDiagnostic, overDiagnostic } from './cron-diagnostic.ts';
import type { Report } from './lower-context.ts';

/** The schedule of a cron expression; one that cannot be read has its error, and `manual` stands in for it. */
export function readCron(
  expression: string,
  { dialect, dst }: Pick<ScheduleDefinition, 'dialect' | 'dst'>,
  at: Location,
  timeZone: string,
  report: Report,
): Schedule {
  const parsed = parseCron(expression, dialect);
  if (!parsed.ok) {
    report.push(cronDiagnostic(parsed, at));
    return { kind: 'manual', timeZone };
  }
  const schedule: Schedule = {
    kind: 'cron',
    expression,
    dialect: parsed.cron.dialect,
    ...(dst === 'quartz' ? { dst } : {}),
    timeZone,
  };
  if (nextFireTime(schedule, EPOCH_2026) === undefined) report.push(overDiagnostic(expression, at));
  return schedule;
}
