import { OperatingError } from '../../runtime/index.ts';

/** UTC milliseconds. A time without an offset would be read in this host's zone, so that it is refused: throws INVALID_REQUEST. */
export function fireTimeOf(text: string): number {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new OperatingError('INVALID_REQUEST', `"${text}" is not a time`, {
    retryable: false,
    help: 'write it as 2026-05-01T02:00:00+08:00',
  });
}
