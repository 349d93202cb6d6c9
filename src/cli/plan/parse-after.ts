import { say } from '../../message/index.ts';
import { UsageError } from '../exit-code.ts';

const MOMENT = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d)?)(Z|[+-]\d\d:\d\d)?)?$/;

/**
 * UTC milliseconds of `--after`: a date, which is its first moment, or a time, ISO; what has no offset is UTC, on every machine.
 * Throws a usage error.
 */
export function parseAfter(given: string): number {
  const [, date = '', clock = '00:00', offset = 'Z'] = MOMENT.exec(given) ?? [];
  const time = Date.parse(`${date}T${clock}${offset}`);
  // 30 February is a day of March to the parser
  const isDay = !Number.isNaN(Date.parse(date)) && new Date(Date.parse(date)).toISOString().startsWith(date);
  if (date !== '' && isDay && !Number.isNaN(time)) return time;
  throw new UsageError(
    say`--after ${given} is no date and no time`,
    say`write it as 2026-12-24 or 2026-12-24T06:00 (UTC), or with an offset: 2026-12-24T06:00+08:00`,
  );
}
