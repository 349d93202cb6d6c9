import { say } from '../../message/index.ts';
import { parseRunTimeText } from '../../time/index.ts';
import type { PipelineDefinition } from '../syntax/index.ts';
import type { Location } from '../text/index.ts';
import type { Report } from './lower-context.ts';

/** A schedule whose fires have no window before them, or which has no fires at all; undefined for every other. */
export type WindowlessSchedule = 'manual' | 'continuous' | 'after' | 'at' | undefined;

export function windowlessSchedule({ schedule }: PipelineDefinition): WindowlessSchedule {
  if (typeof schedule === 'string') return schedule;
  if (schedule?.cron !== undefined || schedule?.every !== undefined) return undefined;
  return schedule?.after === undefined ? (schedule?.at === undefined ? undefined : 'at') : 'after';
}

/** Reports values of a fire in a text of a pipeline that has none, and windows that are empty. */
export function reportValuesOfSchedule(
  value: string,
  at: Location,
  schedule: WindowlessSchedule,
  report: Report,
): void {
  if (schedule === undefined) return;
  const { text, places } = parseRunTimeText(value);
  if (typeof text === 'string') return;
  const values = text.parts.filter((part) => typeof part !== 'string');
  for (const [index, part] of values.entries()) {
    if (part.kind !== 'time') continue;
    const within = { ...at, ...(places[index] === undefined ? {} : { within: places[index] }) };
    if (schedule === 'continuous')
      report.add('SL0425', within, say`a continuous pipeline has no fires, so \`\${${part.base}}\` never moves on`, {
        notes: [say`it is filled once, when somebody starts the stream, and stays so until the next start`],
        help: say`write the value itself, or give the pipeline a \`cron\` or \`every\``,
      });
    else if (part.base === 'window.start' && part.offsets.length === 0)
      report.add(
        'SL0425',
        within,
        say`\`\${window.start}\` is the same time as \`\${window.end}\` here: the window is empty`,
        {
          notes: [
            say`a window goes from the fire before to this one, and \`${schedule}\` has no fire before by its arithmetic`,
          ],
          help: say`use \`cron\` or \`every\`, or say how far back: \`\${fire-1d}\``,
        },
      );
  }
}
