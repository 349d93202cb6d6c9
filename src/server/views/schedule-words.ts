import { formatDuration, limitsInWords, parseCron } from '../../time/index.ts';
import type { Cron, Schedule } from '../../time/index.ts';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const WORKING_DAYS = [1, 2, 3, 4, 5];

/** A schedule in words, for people: `every 5 minutes`, `at 02:00 every day`. What has no short words stays as it is. */
export function scheduleInWords(schedule: Schedule): string {
  switch (schedule.kind) {
    case 'cron': {
      const parsed = parseCron(schedule.expression, schedule.dialect);
      const words = (parsed.ok ? cronInWords(parsed.cron) : undefined) ?? `cron ${schedule.expression}`;
      return `${words}${limitsInWords(schedule)}`;
    }
    case 'every':
      return `every ${intervalInWords(schedule.intervalMs)}${limitsInWords(schedule)}`;
    case 'after':
      return `${formatDuration(schedule.delayMs)} after each run`;
    case 'at':
      return `once at ${new Date(schedule.time).toISOString()}`;
    case 'manual':
      return 'when asked';
    case 'upstream':
      return 'after its upstreams';
    case 'continuous':
      return 'continuous';
  }
}

/** `5 minutes`, `hour`; several units stay short: `1h30m`. */
function intervalInWords(ms: number): string {
  const unit = INTERVALS.find(([size]) => ms >= size && ms % size === 0);
  if (unit === undefined || (unit[1] === 'second' && ms > 60_000)) return formatDuration(ms);
  const count = ms / unit[0];
  return count === 1 ? unit[1] : `${count} ${unit[1]}s`;
}

const INTERVALS = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1_000, 'second'],
] as const;

function cronInWords(cron: Cron): string | undefined {
  if (cron.years !== undefined || cron.months.length < 12) return undefined;
  const days = daysInWords(cron);
  if (days === undefined) return undefined;
  const time = timeInWords(cron);
  if (time === undefined) return undefined;
  if (time.repeats) return days === 'every day' ? time.words : `${time.words}, ${days}`;
  return `${time.words} ${days}`;
}

function daysInWords(cron: Cron): string | undefined {
  const rules = cron.days.length === 1 ? (cron.days[0] ?? []).flat() : [];
  const telling = rules.filter(
    (rule) =>
      !(rule.kind === 'days' && rule.days.size === 31) && !(rule.kind === 'weekdays' && rule.weekdays.size === 7),
  );
  const [rule] = telling;
  if (rules.length > 0 && rule === undefined) return 'every day';
  if (rule === undefined || telling.length > 1) return undefined;
  switch (rule.kind) {
    case 'weekdays': {
      const days = [...rule.weekdays].sort((a, b) => a - b);
      if (days.join() === WORKING_DAYS.join()) return 'Monday to Friday';
      return `on ${days.map((day) => WEEKDAYS[day]).join(', ')}`;
    }
    case 'days':
      return `on day ${[...rule.days].sort((a, b) => a - b).join(', ')} of the month`;
    case 'from-last':
      return rule.offset === 0 && !rule.weekday ? 'on the last day of the month' : undefined;
    default:
      return undefined;
  }
}

function timeInWords(cron: Cron): { readonly words: string; readonly repeats: boolean } | undefined {
  const { seconds, minutes, hours } = cron;
  const [second = 0, minute = 0, hour = 0] = [seconds[0], minutes[0], hours[0]];
  if (hours.length === 24 && minutes.length === 60) {
    if (seconds.length === 1 && second === 0) return { words: 'every minute', repeats: true };
    const step = stepOf(seconds, 60);
    return step === undefined
      ? undefined
      : { words: step === 1 ? 'every second' : `every ${step} seconds`, repeats: true };
  }
  if (seconds.length !== 1) return undefined;
  if (hours.length === 24) {
    if (minutes.length === 1)
      return { words: minute === 0 ? 'every hour' : `every hour at :${two(minute)}`, repeats: true };
    const step = stepOf(minutes, 60);
    return step === undefined ? undefined : { words: `every ${step} minutes`, repeats: true };
  }
  if (minutes.length !== 1) return undefined;
  const step = hours.length > 1 ? stepOf(hours, 24) : undefined;
  if (step !== undefined) return { words: `every ${step} hours at :${two(minute)}`, repeats: true };
  if (hours.length > 4) return undefined;
  const suffix = second === 0 ? '' : `:${two(second)}`;
  const times = (hours.length === 0 ? [hour] : hours).map((one) => `${two(one)}:${two(minute)}${suffix}`);
  return { words: `at ${times.join(', ')}`, repeats: false };
}

/** The step of values that go from 0 evenly round the whole dial; undefined when they do not. */
function stepOf(values: readonly number[], size: number): number | undefined {
  if (values.length < 2 || size % values.length !== 0) return undefined;
  const step = size / values.length;
  return values.every((value, index) => value === index * step) ? step : undefined;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
