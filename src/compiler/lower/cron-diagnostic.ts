import { say } from '../../message/index.ts';
import type { CronFailure } from '../../time/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { Location } from '../text/index.ts';

/** What is wrong with a cron expression that stands at `at`, with what to write instead where that is known. */
export function cronDiagnostic({ kind, message, start, end, help, suggestion }: CronFailure, at: Location): Diagnostic {
  const within = { ...at, within: { start, end } };
  return makeDiagnostic(kind === 'never-fires' ? 'SL0406' : 'SL0405', within, message, {
    ...(help === undefined ? {} : { help }),
    ...(suggestion === undefined
      ? {}
      : {
          suggestions: [
            {
              message: say`write \`${suggestion.newText}\``,
              confidence: suggestion.confidence,
              edits: [{ at: within, newText: suggestion.newText }],
            },
          ],
        }),
  });
}

/** A year of an expression that has gone by is the only cause of it to fire no more. */
export function overDiagnostic(expression: string, at: Location): Diagnostic {
  const trimmed = expression.trimEnd();
  const within = { start: trimmed.search(/\S+$/), end: trimmed.length };
  return makeDiagnostic('SL0406', { ...at, within }, say`\`${expression}\` never fires again: its last year is over`, {
    help: say`write \`*\`, or leave the year out`,
  });
}
