import { say, type Message } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { cronFields, QUARTZ_PLACES } from './cron-field-place.ts';
import type { PipelineRule } from './rule.ts';

const LAST = /^L(?:-\d+)?W?$/i;
const NEAREST = /^\d+W$/i;

/**
 * Days counted from the end of the month and working days, which xxl-job reads in three ways: until 3.0.0 as
 * Quartz 2.3.1, from 3.1.0 to 3.3.2 by a faulty copy of Quartz 2.5.0, from 3.4.0 as Sluice does (each was run).
 */
export const cronGenerations: PipelineRule = {
  name: 'cron-generations',
  *check(pipeline): Iterable<Diagnostic> {
    const { schedule } = pipeline.schedule;
    const days = cronFields(pipeline)[QUARTZ_PLACES.dayOfMonth];
    if (schedule.kind !== 'cron' || schedule.dialect === 'unix' || days === undefined) return;
    const items = days.text.split(',');
    const special = items.filter((item) => LAST.test(item) || NEAREST.test(item));
    if (special.length === 0) return;
    yield makeDiagnostic('SL0417', days.at, say`xxl-job fires \`${days.text}\` on other days in some of its versions`, {
      notes: [
        ...(items.length > 1 ? [inList(special)] : []),
        say`xxl-job 3.1.0 to 3.3.2 misses or misplaces it in months of less than 31 days`,
        say`here it fires as in Quartz 2.5.2 and xxl-job 3.4`,
      ],
      help: say`compare with \`sluice next\` before both run beside each other`,
    });
  },
};

function inList(special: readonly string[]): Message {
  return special.some((item) => LAST.test(item))
    ? say`xxl-job before 3.1 takes no \`L\` in a list`
    : say`xxl-job before 3.1 fires on the first \`W\` of a list alone, and says nothing`;
}
