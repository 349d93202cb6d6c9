import { say, type Message } from '../../message/index.ts';
import type { Artefact, CompiledArtefact } from '../artefact/index.ts';
import type { BackfillAction, PlannedBackfill } from '../plan/index.ts';
import { countFires, formatTime, ISO_FORMAT } from '../../time/index.ts';
import { LARGEST_BACKFILL } from './backfill-limits.ts';
import type { DesiredBackfill } from './desired-backfill.ts';
import { readValueRange } from './value-range.ts';

/** A backfill as a base knows it: from its file, or from the record of the runtime, which has the file's path no more. */
export interface BaseBackfill extends Omit<DesiredBackfill, 'file' | 'why'> {
  /** It was run to its end: nothing becomes of it when its file goes. */
  readonly isOver?: boolean;
}

/**
 * What a change of the files of `backfills/` means: those that are new, that say something else, and that are gone, by name. Of one
 * that says the same nothing is told, also where another schedule gives it other fires.
 *
 * @param pipelines Of the head: they say how many fires a range has.
 */
export function backfillChanges(
  base: readonly BaseBackfill[],
  head: readonly DesiredBackfill[],
  pipelines: readonly CompiledArtefact[],
): readonly PlannedBackfill[] {
  const before = new Map(base.map((each) => [each.name, each]));
  const after = new Set(head.map(({ name }) => name));
  const told = [
    ...head.flatMap((each) => {
      const was = before.get(each.name);
      if (was !== undefined && isSameBackfill(each, was)) return [];
      return [planned(each, was === undefined ? 'create' : 'change', pipelines, each.file)];
    }),
    ...base
      .filter(({ name, isOver }) => isOver !== true && !after.has(name))
      .map((each) => planned(each, 'remove', pipelines)),
  ];
  return told.toSorted((left, right) => (left.name < right.name ? -1 : 1));
}

const SAID = ['pipeline', 'order', 'concurrency', 'onFailure', 'allowDuplicates'] as const;
type Said = Pick<BaseBackfill, (typeof SAID)[number] | 'from' | 'to' | 'values'>;

/** Whether both run the same fires, or values, in the same way. */
export function isSameBackfill(one: Said, other: Said): boolean {
  return SAID.every((key) => one[key] === other[key]) && isSameRange(one, other);
}

function isSameRange(one: Said, other: Said): boolean {
  const [values, others] = [one.values, other.values];
  if (values === undefined || others === undefined)
    return values === others && one.from === other.from && one.to === other.to;
  return values.after === others.after && values.until === others.until && values.chunk === others.chunk;
}

function planned(
  backfill: BaseBackfill,
  action: BackfillAction,
  pipelines: readonly CompiledArtefact[],
  file?: string,
): PlannedBackfill {
  const { name, pipeline, order, concurrency } = backfill;
  const head = pipelines.find((each) => each.name === pipeline)?.artefact;
  if (backfill.values !== undefined) return plannedValues({ ...backfill, values: backfill.values }, action, head, file);
  const schedule = head?.pipeline.schedule;
  const { count = 0, first, last } = schedule === undefined ? {} : countFires(schedule, backfill, LARGEST_BACKFILL);
  const timeZone = schedule?.timeZone ?? 'UTC';
  const local = (time: number | undefined): string =>
    time === undefined ? '' : formatTime(time, ISO_FORMAT, timeZone);
  const fires = { runs: count, firstFireAt: local(first), lastFireAt: local(last) };
  return {
    name,
    pipeline,
    action,
    ...fires,
    order,
    concurrency,
    ...(file === undefined ? {} : { file }),
    consequence: consequenceOf(action, fires, concurrency),
  };
}

/** A range of cursor values: it has no fires to tell of. */
function plannedValues(
  { name, pipeline, order, concurrency, values }: BaseBackfill & Required<Pick<BaseBackfill, 'values'>>,
  action: BackfillAction,
  head: Artefact | undefined,
  file?: string,
): PlannedBackfill {
  const { after, until, chunk } = values;
  const read = head === undefined ? undefined : readValueRange(`${after}..${until}`, chunk, head);
  const runs = read?.range === undefined ? 0 : read.runs;
  const fires = { runs, firstFireAt: '', lastFireAt: '' };
  const created =
    runs === 1
      ? say`1 run, of the rows after ${after}, up to and at ${until}, as soon as this is deployed`
      : say`${runs} runs, of the rows after ${after}, up to and at ${until}, ${concurrency} at a time, as soon as this is deployed`;
  const consequence = action === 'create' ? created : consequenceOf(action, fires, concurrency);
  return { name, pipeline, action, ...fires, order, concurrency, ...(file === undefined ? {} : { file }), consequence };
}

function consequenceOf(
  action: BackfillAction,
  { runs, firstFireAt, lastFireAt }: Pick<PlannedBackfill, 'runs' | 'firstFireAt' | 'lastFireAt'>,
  concurrency: number,
): Message {
  switch (action) {
    case 'create':
      return runs === 1
        ? say`1 run, of the fire of ${firstFireAt}, as soon as this is deployed`
        : say`${runs} runs, of the fires from ${firstFireAt} to ${lastFireAt}, ${concurrency} at a time, as soon as this is deployed`;
    case 'change':
      return say`a backfill of a name is run once: where it has begun, nothing of this is run; another name has it run`;
    case 'remove':
      return say`it is cancelled where it is under way; runs of it that have started go on`;
    default:
      return action satisfies never;
  }
}
