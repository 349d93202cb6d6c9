import type { Catalogue } from '../message/index.ts';
import { nextFireTime, parseCron, type Schedule } from '../time/index.ts';
import { locateDiagnostics, type LocatedDiagnostic } from './diagnostics/index.ts';
import { cronDiagnostic, overDiagnostic } from './lower/index.ts';
import { createSourceFile, type Location } from './text/index.ts';

/** What is wrong with a cron expression by itself: not valid, or without a fire after `after`. Its file is `file`. */
export function diagnoseCron(
  expression: string,
  file: string,
  after: number,
  catalogue?: Catalogue,
): readonly LocatedDiagnostic[] {
  const at: Location = { file, path: [], part: 'value' };
  const parsed = parseCron(expression);
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
