import { say } from '../message/index.ts';
import { UsageError } from './exit-code.ts';

/** UTC milliseconds of `--fire`. Without an offset the time would depend on the zone of this machine: refused. */
export function parseFireTime(asked: string): number {
  const time = Date.parse(asked);
  if (Number.isNaN(time) || !/T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(asked)) {
    throw new UsageError(say`--fire ${asked} is not a time with an offset`, say`write it as 2026-12-24T06:00:00+08:00`);
  }
  return time;
}
