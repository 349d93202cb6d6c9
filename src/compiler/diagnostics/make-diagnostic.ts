import type { Location } from '../text/index.ts';
import { DIAGNOSTIC_CODES, type DiagnosticCode } from './codes.ts';
import type { Diagnostic } from './diagnostic.ts';

/** A diagnostic with the severity that the registry gives its code. */
export function makeDiagnostic(
  code: DiagnosticCode,
  at: Location,
  message: string,
  more: Omit<Partial<Diagnostic>, 'code' | 'at' | 'message' | 'severity'> = {},
): Diagnostic {
  return { code, severity: DIAGNOSTIC_CODES[code].severity, message, at, ...more };
}

/** Names in backticks, joined as a person would: `a`, `b` or `c`. */
export function listWords(words: readonly string[], joiner: 'or' | 'and' = 'or'): string {
  const quoted = words.map((word) => `\`${word}\``);
  if (quoted.length <= 1) return quoted.join('');
  return `${quoted.slice(0, -1).join(', ')} ${joiner} ${quoted.at(-1)}`;
}
