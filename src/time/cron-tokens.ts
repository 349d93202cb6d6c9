import type { CronToken } from './cron-field.ts';

/** The fields of an expression, each with where it stands in it. */
export function splitCron(expression: string): readonly CronToken[] {
  return [...expression.matchAll(/\S+/g)].map((match) => ({ text: match[0], start: match.index }));
}
