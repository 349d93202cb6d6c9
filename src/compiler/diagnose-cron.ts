import type { Catalogue } from '../message/index.ts';
import { nextFireTime, parseCron, type CronDialect, type Schedule } from '../time/index.ts';
import { locateDiagnostics, type LocatedDiagnostic } from './diagnostics/index.ts';
import { cronDiagnostic, overDiagnostic } from './lower/index.ts';
import { createSourceFile, type Location } from './text/index.ts';

export interface CronQuestion {
  /** What the place of a finding names as its file. */
  readonly file: string;
  /** UTC milliseconds after which it is to fire. */
  readonly after: number;
  /** Absent: by the number of fields. */
  readonly dialect?: CronDialect | undefined;
  readonly catalogue?: Catalogue | undefined;
}

/** What is wrong with a cron expression by itself: not valid, or without a fire after that time. */
export function diagnoseCron(expression: string, question: CronQuestion): readonly LocatedDiagnostic[] {
  const { file, after, dialect, catalogue } = question;
  const at: Location = { file, path: [], part: 'value' };
  const parsed = parseCron(expression, dialect);
  if (!parsed.ok) return locate(cronDiagnostic(parsed, at), expression, catalogue);
  const schedule: Schedule = { kind: 'cron', expression, dialect: parsed.cron.dialect, timeZone: 'UTC' };
  if (nextFireTime(schedule, after) !== undefined) return [];
  return locate(overDiagnostic(expression, at), expression, catalogue);
}

function locate(
  found: ReturnType<typeof cronDiagnostic>,
  expression: string,
  catalogue: Catalogue | undefined,
): readonly LocatedDiagnostic[] {
  const source = createSourceFile(found.at.file, expression);
  const locator = {
    span: ({ within }: Location) => ({
      file: source,
      start: within?.start ?? 0,
      end: within?.end ?? expression.length,
    }),
  };
  return locateDiagnostics([found], () => locator, catalogue);
}
