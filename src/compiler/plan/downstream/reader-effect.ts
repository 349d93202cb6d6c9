import { say, type Message } from '../../../message/index.ts';
import type { Artefact } from '../../artefact/index.ts';
import { isCredential, isOfCredentials } from '../credentials.ts';
import { isUpdated, valuesUnder, type ChangedPipeline, type UpdatedPipeline } from '../reason.ts';
import { renamedDatasource, withoutRenamedDatasources } from '../renamed-datasource.ts';
import { sourceDatasource } from '../ends/source-datasource.ts';
import { columnEffects, type Effect } from './column-effects.ts';
import type { Reading } from './readers.ts';
import type { TargetChanges } from './target-changes.ts';

/** How a pipeline reads what a changed one writes, before and after; undefined: not. */
export interface ReadingOf {
  readonly before: Reading | undefined;
  readonly after: Reading | undefined;
  /** Another pipeline that writes the same from then on. */
  readonly otherWriter: () => string | undefined;
}

/** What reaches a pipeline that reads what a changed one writes; none where nothing does. */
export function readerEffects(
  change: ChangedPipeline,
  reader: Artefact,
  reading: ReadingOf,
  columns: TargetChanges,
): readonly Effect[] {
  const { before, after } = change;
  if (reading.after === undefined) return [withoutWriter(after === undefined, reading)];
  const may = reading.after === 'may';
  if (before === undefined || reading.before === undefined)
    return [
      {
        breaking: false,
        told: may
          ? say`it may read what this pipeline writes from then on`
          : say`it reads what this pipeline writes from then on`,
      },
    ];
  const effects = columnEffects(reader, columns);
  const rows = rowsWords(change);
  return [
    ...(may
      ? effects.map(({ told }) => ({ breaking: false, told: say`${told}, if it reads what this pipeline writes` }))
      : effects),
    ...(rows === undefined ? [] : [{ breaking: false, told: rows }]),
  ];
}

function withoutWriter(isGone: boolean, { before, otherWriter }: ReadingOf): Effect {
  const other = otherWriter();
  if (other !== undefined)
    return { breaking: false, told: say`what it reads is written by \`${other}\`, no longer by this pipeline` };
  if (before === 'may')
    return {
      breaking: false,
      told: isGone
        ? say`it may read what is not written any more`
        : say`it may read what gets no more rows from this pipeline`,
    };
  return {
    breaking: true,
    told: isGone
      ? say`what it reads is not written any more`
      : say`what it reads gets no more rows from this pipeline, which writes elsewhere`,
  };
}

/** By these keys of a source other rows are chosen. */
const CHOOSES = ['datasource', 'table', 'path', 'query', 'where', 'incremental', 'connector', 'start'];
/** By these of a sink they arrive otherwise. */
const ARRIVES = ['mode', 'key', 'preSql', 'postSql', 'partition', 'file'];

/** The datasource that it reads is another place, or is reached in another way than by who connects. */
function isReadElsewhere(change: UpdatedPipeline): boolean {
  const source = sourceDatasource(change.after);
  if (renamedDatasource(change, 'source')?.differs.some((field) => !isCredential(field)) === true) return true;
  return source !== undefined && valuesUnder(change, `/datasources/${source}`).some((value) => !isOfCredentials(value));
}

/** What becomes of the rows as a whole. */
function rowsWords(change: ChangedPipeline): Message | undefined {
  if (!isUpdated(change)) return undefined;
  const { before, after } = change;
  if (after.pipeline.state === 'suspended' && before.pipeline.state !== 'suspended')
    return say`what it reads gets no new rows while this pipeline is suspended`;
  const isManual = after.pipeline.schedule.kind === 'manual' && before.pipeline.schedule.kind !== 'manual';
  if (isManual) return say`what it reads gets new rows only when somebody starts this pipeline`;
  const under = (side: string, keys: readonly string[]): boolean =>
    withoutRenamedDatasources(change, valuesUnder(change, ...keys.map((key) => `/${side}/${key}`))).length > 0;
  if (under('source', CHOOSES) || valuesUnder(change, '/transform', '/command').length > 0 || isReadElsewhere(change))
    return say`other rows reach what it reads`;
  if (under('sink', ARRIVES)) return say`rows reach what it reads in another way`;
  if (change.firing.before.next.join() !== change.firing.after.next.join())
    return say`what it reads gets its rows at other times`;
  return undefined;
}
