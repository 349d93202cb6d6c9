import { say, type Message } from '../message/index.ts';
import type { Cron } from './cron-expression.ts';
import { spans } from './describe-cron-days.ts';
import { firesOnADay } from './fires-on-a-day.ts';

/** More times of the day than this are told by their rhythm. */
const MOST_TIMES = 6;

/** The times of the day of a cron, one by one, or else their rhythm. */
export type CronTimes =
  | { readonly kind: 'times'; readonly times: string }
  | { readonly kind: 'rhythm'; readonly rhythm: Message };

/** When on its days a cron fires. */
export function describeCronTimes(cron: Cron): CronTimes {
  const { hours, minutes, seconds } = cron;
  if (firesOnADay(cron) <= MOST_TIMES) {
    const times = hours.flatMap((hour) =>
      minutes.flatMap((minute) => seconds.map((second) => [hour, minute, ...(second === 0 ? [] : [second])])),
    );
    return { kind: 'times', times: times.map((parts) => parts.map(twoDigits).join(':')).join(', ') };
  }
  if (seconds.length === 60 && hours.length * minutes.length <= MOST_TIMES) {
    const starts = hours.flatMap((hour) => minutes.map((minute) => `${twoDigits(hour)}:${twoDigits(minute)}`));
    return { kind: 'rhythm', rhythm: say`every second of the minute ${starts.join(', ')}` };
  }
  const step = stepOf(hours, 24);
  if (step !== undefined && step.step > 1 && minutes.length === 1 && seconds.length === 1 && seconds[0] === 0) {
    const first = `${twoDigits(hours[0] ?? 0)}:${twoDigits(minutes[0] ?? 0)}`;
    return { kind: 'rhythm', rhythm: say`every ${step.step} hours from ${first}` };
  }
  return { kind: 'rhythm', rhythm: withinHours(hours, withinHour(cron)) };
}

/** What happens within one hour. */
function withinHour({ minutes, seconds }: Cron): Message {
  const everySecond = stepOf(seconds, 60);
  if (minutes.length === 60) {
    if (everySecond?.step === 1) return say`every second`;
    if (everySecond && everySecond.first === 0) return say`every ${everySecond.step} seconds`;
    return seconds.length === 1 && seconds[0] === 0 ? say`every minute` : say`every minute at second ${spans(seconds)}`;
  }
  const everyMinute = stepOf(minutes, 60);
  const phrase =
    everyMinute === undefined
      ? say`every hour at minute ${spans(minutes)}`
      : everyMinute.first === 0
        ? say`every ${everyMinute.step} minutes`
        : say`every ${everyMinute.step} minutes from minute ${everyMinute.first}`;
  if (seconds.length === 1 && seconds[0] === 0) return phrase;
  return everySecond?.step === 1 ? say`${phrase}, in each of its seconds` : say`${phrase}, at second ${spans(seconds)}`;
}

function withinHours(hours: readonly number[], phrase: Message): Message {
  if (hours.length === 24) return phrase;
  const [first = 0, last = 0] = [hours[0], hours.at(-1)];
  if (hours.length > 1 && last - first === hours.length - 1)
    return say`${phrase} from ${twoDigits(first)}:00 to ${twoDigits(last)}:59`;
  return hours.length === 1 ? say`${phrase} in hour ${first}` : say`${phrase} in hours ${spans(hours)}`;
}

/** Values at even distances that go on evenly over the end of the field; undefined for others. */
function stepOf(
  values: readonly number[],
  size: number,
): { readonly first: number; readonly step: number } | undefined {
  const [first = 0, second] = values;
  if (second === undefined) return undefined;
  const step = second - first;
  const even = step * values.length === size && values.every((value, index) => value === first + index * step);
  return even ? { first, step } : undefined;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
