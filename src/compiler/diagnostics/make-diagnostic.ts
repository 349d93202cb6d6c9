import { say, type Message } from '../../message/index.ts';
import type { Location } from '../text/index.ts';
import { DIAGNOSTIC_CODES, type DiagnosticCode } from './codes.ts';
import type { Diagnostic } from './diagnostic.ts';

/** A diagnostic with the severity that the registry gives its code. */
export function makeDiagnostic(
  code: DiagnosticCode,
  at: Location,
  message: Message,
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
export function listWords(words: readonly string[], joiner: 'or' | 'and' = 'or'): Message {
  const [first, ...others] = words;
  if (first === undefined) return say``;
  let list = say`\`${first}\``;
  for (const word of others.slice(0, -1)) list = say`${list}, \`${word}\``;
  const last = others.at(-1);
  if (last === undefined) return list;
  return joiner === 'or' ? say`${list} or \`${last}\`` : say`${list} and \`${last}\``;
}
