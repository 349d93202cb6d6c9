/** Version of every JSON output; a minor one only adds. */
export const FORMAT_VERSION = '1.0';

/** UTC, ISO 8601 with milliseconds. */
export function isoTime(time: number): string {
  return new Date(time).toISOString();
}

/** As {@link isoTime}; null for a time that is not known yet. */
export function isoTimeOrNull(time: number | undefined): string | null {
  return time === undefined ? null : isoTime(time);
}
