import { cronOf, firesOnADay } from '../../time/index.ts';
import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { PipelineNode } from '../ir/index.ts';
import type { Location } from '../text/index.ts';
import { cronFields, QUARTZ_PLACES } from './cron-field-place.ts';
import type { PipelineRule } from './rule.ts';

/** `* 0 2 * * ?` fires sixty times at two o'clock: a star stands where a zero was meant. */
export const cronBurst: PipelineRule = {
  name: 'cron-burst',
  *check(pipeline): Iterable<Diagnostic> {
    const found = burstOf(pipeline);
    if (found === undefined) return;
    yield makeDiagnostic('SL0414', found.at, say`\`${found.text}\` fires ${found.fires} times on each of its days`, {
      notes: [say`it fires again and again within the ${found.within}, not once`],
      help: say`write \`${found.instead}\` to fire once`,
      suggestions: [
        {
          message: say`write \`${found.instead}\``,
          confidence: 'likely',
          edits: [{ at: found.at, newText: found.instead }],
        },
      ],
    });
  },
};

interface Burst {
  readonly text: string;
  readonly instead: string;
  readonly at: Location;
  readonly fires: number;
  readonly within: ReturnType<typeof say>;
}

/** The fields that repeat within one minute or hour of the day; undefined for a schedule without such a burst. */
export function burstOf(pipeline: PipelineNode): Burst | undefined {
  const { schedule } = pipeline.schedule;
  if (schedule.kind !== 'cron') return undefined;
  const cron = cronOf(schedule);
  const { seconds, minutes, hours } = cron;
  const fields = cronFields(pipeline);
  const [second, minute] = [fields[QUARTZ_PLACES.second], fields[QUARTZ_PLACES.minute]];
  const fires = firesOnADay(cron);
  const inMinute = second !== undefined && seconds.length > 1 && /^\*|\//.test(second.text) && minutes.length < 60;
  if (inMinute) return { text: second.text, instead: '0', at: second.at, fires, within: say`minute` };
  if (minute?.text !== '*' || hours.length > 1) return undefined;
  if (second?.text === '*') {
    const at = { ...second.at, within: { start: second.at.within?.start ?? 0, end: minute.at.within?.end ?? 0 } };
    return { text: '* *', instead: '0 0', at, fires, within: say`hour` };
  }
  return { text: minute.text, instead: '0', at: minute.at, fires, within: say`hour` };
}
