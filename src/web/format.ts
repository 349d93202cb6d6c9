/** `1.2 s`, `45 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return join(Math.floor(whole / 60), 'min', whole % 60, 's');
  const minutes = Math.round(whole / 60);
  if (minutes < 2880) return join(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  return join(Math.floor(minutes / 1440), 'd', Math.floor((minutes % 1440) / 60), 'h');
}

function join(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** `in 3 min`, `12 s ago`, `now`. One unit is enough for a glance. */
export function formatRelative(time: number, now: number): string {
  const distance = Math.abs(time - now);
  if (distance < 1000) return 'now';
  const [size, unit] = UNITS.find(([unitMs]) => distance >= unitMs) ?? [1000, 's'];
  const text = `${Math.floor(distance / size)} ${unit}`;
  return time > now ? `in ${text}` : `${text} ago`;
}

const UNITS: readonly (readonly [number, string])[] = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
];

/** `12,345`, in the digits of the reader. */
export function formatCount(value: number): string {
  return value.toLocaleString('en');
}

/** `1.4 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const DAY = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short' });
const FULL = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long' });

/** `12:05:30`, with the day where it is not today's. In the reader's zone. */
export function formatClock(time: number, now: number): string {
  const clock = CLOCK.format(time);
  return DAY.format(time) === DAY.format(now) ? clock : `${DAY.format(time)} ${clock}`;
}

/** Date, time and zone, for hovering. */
export function formatFull(time: number): string {
  return FULL.format(time);
}
