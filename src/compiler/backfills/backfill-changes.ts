import { say, type Message } from '../../message/index.ts';
import type { CompiledArtefact } from '../artefact/index.ts';
import type { BackfillAction, PlannedBackfill } from '../plan/index.ts';
import { countFires, formatTime, ISO_FORMAT } from '../../time/index.ts';
import { LARGEST_BACKFILL } from './backfill-limits.ts';
import type { DesiredBackfill } from './desired-backfill.ts';

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

const SAID = ['pipeline', 'from', 'to', 'order', 'concurrency', 'onFailure', 'allowDuplicates'] as const;

/** Whether both run the same fires in the same way. */
export function isSameBackfill(
  one: Pick<BaseBackfill, (typeof SAID)[number]>,
  other: Pick<BaseBackfill, (typeof SAID)[number]>,
): boolean {
  return SAID.every((key) => one[key] === other[key]);
}

function planned(
  backfill: BaseBackfill,
  action: BackfillAction,
  pipelines: readonly CompiledArtefact[],
  file?: string,
): PlannedBackfill {
  const { name, pipeline, order, concurrency } = backfill;
  const schedule = pipelines.find((each) => each.name === pipeline)?.artefact.pipeline.schedule;
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
