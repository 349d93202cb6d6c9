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

/** Names that keep their capital at the beginning of a text. */
const PROPER = /^(?:ChunJun|Flink|FlinkX|Kafka|MariaDB|MySQL|Parquet|Quartz|SQLite|Unix)\b/;

/** A sentence of the documentation as messages are worded: lower-case start, no full stop. */
export function asClause(sentence: string): string {
  const text = sentence.trim().replace(/\.$/, '');
  return PROPER.test(text) || !/^[A-Z](?:[a-z]| )/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

/** Names in backticks, joined as a person would: `a`, `b` or `c`. */
export function listWords(words: readonly string[], joiner: 'or' | 'and' = 'or'): string {
  const quoted = words.map((word) => `\`${word}\``);
  if (quoted.length <= 1) return quoted.join('');
  return `${quoted.slice(0, -1).join(', ')} ${joiner} ${quoted.at(-1)}`;
}
