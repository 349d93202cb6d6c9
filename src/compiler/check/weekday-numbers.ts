import { say, type Message } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { cronFields, QUARTZ_PLACES } from './cron-field-place.ts';
import type { PipelineRule } from './rule.ts';

interface Reading {
  readonly quartz: Message;
  /** The same days by their names, and the days that these numbers are in Unix. */
  readonly names: string;
  readonly unixNames: string;
}

const WORKING_WEEK: Reading = { quartz: say`Sunday to Thursday`, names: 'SUN-THU', unixNames: 'MON-FRI' };
const WEEKEND: Reading = { quartz: say`Friday and Saturday`, names: 'FRI,SAT', unixNames: 'SAT,SUN' };

/** Numbers that look like a week of work or a weekend and are another day of each: Quartz counts from 1 = Sunday. */
const READINGS: ReadonlyMap<string, Reading> = new Map([
  ['1-5', WORKING_WEEK],
  ['1,2,3,4,5', WORKING_WEEK],
  ['6-7', WEEKEND],
  ['6,7', WEEKEND],
]);

export const weekdayNumbers: PipelineRule = {
  name: 'weekday-numbers',
  *check(pipeline): Iterable<Diagnostic> {
    const { schedule } = pipeline.schedule;
    const days = cronFields(pipeline)[QUARTZ_PLACES.dayOfWeek];
    const reading = READINGS.get(days?.text ?? '');
    if (schedule.kind !== 'cron' || schedule.dialect === 'unix' || !days || !reading) return;
    yield makeDiagnostic('SL0418', days.at, say`\`${days.text}\` is ${reading.quartz} here`, {
      notes: [say`Quartz counts from 1 = Sunday, Unix from 1 = Monday`],
      help: say`write the days by name: \`${reading.unixNames}\`, or \`${reading.names}\` where that is meant`,
      suggestions: [reading.unixNames, reading.names].map((newText) => ({
        message: say`write \`${newText}\``,
        confidence: 'likely',
        edits: [{ at: days.at, newText }],
      })),
    });
  },
};
