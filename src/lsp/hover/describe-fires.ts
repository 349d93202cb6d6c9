import { say } from '../../message/index.ts';
import { describeSchedule, formatTime, nextFireTimes, type Schedule } from '../../time/index.ts';
import type { Question } from '../question.ts';

const COUNT = 5;
const MOMENT = 'yyyy-MM-dd HH:mm:ss';

/** A schedule in words, and its next fires in its zone and in UTC. */
export function describeFires(schedule: Schedule, { words, now }: Pick<Question, 'words' | 'now'>): string {
  const sentence = words(describeSchedule(schedule));
  const fires = nextFireTimes(schedule, now, COUNT);
  if (fires.length === 0) return sentence;
  const { timeZone } = schedule;
  const rows =
    timeZone === 'UTC'
      ? ['| UTC |', '|---|', ...fires.map((fire) => `| ${formatTime(fire, MOMENT, 'UTC')} |`)]
      : [
          `| ${timeZone} | UTC |`,
          '|---|---|',
          ...fires.map(
            (fire) => `| ${formatTime(fire, `${MOMENT}XXX`, timeZone)} | ${formatTime(fire, MOMENT, 'UTC')} |`,
          ),
        ];
  return [sentence, '', words(say`next fires:`), '', ...rows].join('\n');
}
