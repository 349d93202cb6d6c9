import type { DiagnosticCode } from './codes.ts';

/** Codes that are about a secret in the file: what they point at is never shown. */
export const SECRET_CODES: ReadonlySet<string> = new Set<DiagnosticCode>(['SL0701', 'SL0912']);

/** A value beside a key that sounds like a secret, in YAML, a URL or TypeScript; references are no secrets. */
const SECRET_VALUE =
  /(?<!\$\{)((?:pass?wo?r?d|pwd|secret|token|credential|api[-_]?key|access[-_]?key|authorization|\bbasic\b)[\w.-]*\\*["']?\s*[:=]\s*\[?\\*["']?)(?!\$\{)([^\s"'\\,;&}\]]+)/gi;

/** `{ "name": "Authorization", "value": "…" }`, where the name stands beside the value. */
const NAMED_VALUE =
  /(["']?(?:name|key)["']?\s*:\s*["'](?:basic|authorization|cookie|[^"']*(?:passw|token|secret)[^"']*)["']\s*,\s*["']?value["']?\s*:\s*["'])(?!\$\{)([^"']+)/gi;

/** User and password in front of a host. */
const USER_INFO = /(:\/\/[^/?#\s:@"']*:)(?!\$\{)([^/?#\s@"']+)(?=@)/g;

/** `SET PASSWORD = '…'`, `IDENTIFIED BY '…'`: statements that give a user a password. */
const SQL_PASSWORD =
  /(\b(?:set\s+password\s*(?:for\s+[^\s=]+\s*)?=?|identified\s+(?:with\s+\S+\s+)?by(?:\s+password)?|password)\s*\(?\s*')(?!\$\{)([^']+)/gi;

const hide = (_: string, before: string, value: string): string => before + '*'.repeat(value.length);

/**
 * A line of a file with stars for what looks like a secret, as long as it was: whatever a finding is about, a
 * secret that happens to stand in its line is not shown, as logs are kept.
 */
export function hideSecrets(line: string): string {
  return [NAMED_VALUE, SECRET_VALUE, USER_INFO, SQL_PASSWORD].reduce((text, each) => text.replaceAll(each, hide), line);
}
