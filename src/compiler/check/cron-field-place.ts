import { splitCron } from '../../time/index.ts';
import { child, type Location } from '../text/index.ts';
import type { PipelineNode, ScheduleNode } from '../ir/index.ts';

/** Fields of a Quartz expression, from 0 on. */
export const QUARTZ_PLACES = { second: 0, minute: 1, hour: 2, dayOfMonth: 3, dayOfWeek: 5 } as const;

/** A field of the pipeline's cron expression: its text, and where it stands. */
export interface CronFieldPlace {
  readonly text: string;
  readonly at: Location;
}

/** The fields of a pipeline's cron expression in the places of Quartz; those of five fields begin at the minute. */
export function cronFields({ schedule }: PipelineNode): readonly (CronFieldPlace | undefined)[] {
  const known = FIELDS.get(schedule) ?? fieldsOf(schedule);
  FIELDS.set(schedule, known);
  return known;
}

/** Five rules ask for the fields of each pipeline. */
const FIELDS = new WeakMap<ScheduleNode, readonly (CronFieldPlace | undefined)[]>();

function fieldsOf({ schedule, at }: ScheduleNode): readonly (CronFieldPlace | undefined)[] {
  if (schedule.kind !== 'cron') return [];
  const place = child(at, 'cron');
  const fields = splitCron(schedule.expression).map(({ text, start }) => ({
    text,
    at: { ...place, within: { start, end: start + text.length } },
  }));
  return schedule.dialect === 'unix' ? [undefined, ...fields] : fields;
}
