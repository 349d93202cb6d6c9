import { say } from '../../message/index.ts';
import type { Artefact } from '../artefact/index.ts';
import { unescapeStep } from '../text/index.ts';
import { briefOf } from './brief-of.ts';
import type { Downstream } from './plan.ts';
import type { PlanSide } from './plan-side.ts';
import { workAt } from './member-at.ts';
import { valuesUnder, type ChangedPipeline } from './reason.ts';
import { placeWritten } from './places.ts';

/** Pipelines by what they wait for, and by the places that they read. */
export interface Readers {
  readonly waiting: ReadonlyMap<string, readonly string[]>;
  readonly reading: ReadonlyMap<string, readonly string[]>;
}

/** Who hangs on whom in a project. */
export function readersOf({ pipelines }: PlanSide): Readers {
  const waiting = new Map<string, string[]>();
  const reading = new Map<string, string[]>();
  const add = (map: Map<string, string[]>, key: string, name: string): void => {
    const known = map.get(key);
    if (known === undefined) map.set(key, [name]);
    else known.push(name);
  };
  for (const [name, compiled] of pipelines) {
    const { dependsOn, reads: places } = briefOf(compiled);
    for (const upstream of dependsOn) add(waiting, upstream, name);
    for (const place of places) add(reading, place, name);
  }
  return { waiting, reading };
}

/** Whom a change reaches, by name: those that read what the pipeline writes, and those that wait for it. */
export function downstreamOf(change: ChangedPipeline, { waiting, reading }: Readers): readonly Downstream[] {
  const { name, before, after } = change;
  const own = (artefact: Artefact | undefined): readonly string[] =>
    artefact === undefined ? [] : placeWritten(artefact).flatMap((place) => reading.get(place) ?? []);
  const still = new Set(own(after));
  const readers = new Set([...own(before), ...own(after)].filter((each) => each !== name));
  const waiters = new Set((waiting.get(name) ?? []).filter((each) => !readers.has(each)));
  const dropped = droppedColumns(change);
  const found: Downstream[] = [];
  for (const pipeline of readers) {
    const missed = dropped.filter((column) => reads(change.head.pipelines.get(pipeline)?.artefact, column));
    found.push({
      pipeline,
      via: 'data',
      breaking: after === undefined || !still.has(pipeline) || missed.length > 0,
      effect:
        after === undefined
          ? say`what it reads is not written any more`
          : !still.has(pipeline)
            ? say`what it reads gets no more rows from this pipeline, which writes elsewhere`
            : missed.length > 0
              ? say`it reads ${missed.map((column) => `\`${column}\``).join(', ')}, which this pipeline does not write any more`
              : say`it reads what this pipeline writes`,
    });
  }
  for (const pipeline of waiters)
    found.push({
      pipeline,
      via: 'dependsOn',
      breaking: after === undefined,
      effect:
        after === undefined
          ? say`it waits for a pipeline that is gone`
          : say`it starts when this pipeline has succeeded`,
    });
  return found.toSorted((a, b) => (a.pipeline < b.pipeline ? -1 : 1));
}

const COLUMN = /^\/sink\/columns\/([^/]+)$/;

function droppedColumns(change: ChangedPipeline): readonly string[] {
  return valuesUnder(change, '/sink/columns').flatMap(({ path, after }) => {
    const [, name] = COLUMN.exec(path) ?? [];
    return name === undefined || after !== undefined ? [] : [unescapeStep(name)];
  });
}

/** Whether it selects a column; of what has no list of columns it is taken that it does. */
function reads(reader: Artefact | undefined, column: string): boolean {
  const columns = reader && workAt(reader, 'source', 'columns');
  if (!Array.isArray(columns)) return true;
  return columns.some(
    (each: unknown) => typeof each === 'object' && each !== null && 'name' in each && each.name === column,
  );
}
