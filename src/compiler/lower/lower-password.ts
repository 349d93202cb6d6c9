import type { Text } from '../../time/index.ts';
import type { Location } from '../text/index.ts';
import { reportLiteralSecret } from './literal-secrets.ts';
import type { Report } from './lower-context.ts';
import { lowerText } from './lower-text.ts';

/** A key of a datasource whose value is a secret: a reference, or an error that says how to write one. */
export function lowerPassword(value: string, datasource: string, at: Location, report: Report, key = 'password'): Text {
  const before = report.diagnostics.length;
  const text = lowerText(value, at, 'credential', [], report);
  if (typeof text === 'string') {
    // a reference that is not well formed was complained of already
    if (report.diagnostics.length === before) reportLiteralSecret(key, datasource, at, report);
    return ''; // the literal goes no further than this line
  }
  return text;
}
