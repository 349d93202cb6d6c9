import type { Escape } from './template.ts';

/** Makes a value safe inside a string literal of the named kind. */
export function escapeValue(value: string, escape: Escape | undefined): string {
  if (escape === undefined) return value;
  const quoted = value.replaceAll("'", "''");
  return escape === 'mysql-string' ? quoted.replaceAll('\\', '\\\\') : quoted;
}
