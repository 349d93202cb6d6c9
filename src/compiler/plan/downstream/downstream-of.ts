import { joined, say, type Message } from '../../../message/index.ts';
import type { Artefact, DataPlaces } from '../../artefact/index.ts';
import type { Downstream } from '../plan.ts';
import type { ChangedPipeline } from '../reason.ts';
import type { Effect } from './column-effects.ts';
import { placesWritten } from './places.ts';
import { readerEffects } from './reader-effect.ts';
import type { Readers, Reading } from './readers.ts';
import { targetChanges } from './target-changes.ts';
import { waiterEffect } from './waiter-effect.ts';

/** So many that hang on the reached ones are told of one change. */
const MOST_BEYOND = 50;

/**
 * Whom a change reaches, by name: those that read what the pipeline writes or wait for it, with what reaches them, then those that
 * hang on them. A change that nobody feels reaches nobody.
 */
export function downstreamOf(change: ChangedPipeline, readers: Readers): readonly Downstream[] {
  const found = new Map<string, Downstream>();
  for (const each of [...readersReached(change, readers), ...waitersReached(change, readers)]) {
    const known = found.get(each.pipeline);
    found.set(
      each.pipeline,
      known === undefined
        ? each
        : { ...known, breaking: known.breaking || each.breaking, effect: joined([known.effect, each.effect], '; ') },
    );
  }
  return [...sorted([...found.values()]), ...sorted(beyond(change, found, readers))];
}

function readersReached(change: ChangedPipeline, readers: Readers): readonly Downstream[] {
  const { name, before, after, head } = change;
  const [was, is] = [before, after].map((artefact) => artefact && placesWritten(artefact));
  const [had, has] = [was, is].map((places) => (places === undefined ? NOBODY : readers.readersOf(places)));
  if (had === undefined || has === undefined || (had.size === 0 && has.size === 0)) return [];
  const columns = targetChanges(change);
  return [...new Set([...had.keys(), ...has.keys()])].flatMap((pipeline) => {
    const reader = head.pipelines.get(pipeline)?.artefact;
    if (pipeline === name || reader === undefined) return [];
    const reading = {
      before: had.get(pipeline),
      after: has.get(pipeline),
      otherWriter: () => writerBeside(name, was, readers),
    };
    return downstream(pipeline, 'data', readerEffects(change, reader, reading, columns));
  });
}

const NOBODY: ReadonlyMap<string, Reading> = new Map();

/** Who writes the same place in the head. */
function writerBeside(name: string, places: DataPlaces | undefined, readers: Readers): string | undefined {
  return places && readers.writersOf(places).find((writer) => writer !== name);
}

function waitersReached(change: ChangedPipeline, readers: Readers): readonly Downstream[] {
  const { name, head } = change;
  return readers.waitersOf(name).flatMap((pipeline) => {
    const waiter = head.pipelines.get(pipeline)?.artefact;
    const effect = waiter && waiterEffect(change, waiter);
    return effect === undefined ? [] : downstream(pipeline, 'dependsOn', [effect]);
  });
}

function downstream(pipeline: string, via: Downstream['via'], effects: readonly Effect[]): readonly Downstream[] {
  if (effects.length === 0) return [];
  const effect = joined(
    effects.map(({ told }) => told),
    '; ',
  );
  return [{ pipeline, via, breaking: effects.some(({ breaking }) => breaking), effect }];
}

/** Who reads what a reached one writes, or waits for it, and so on. */
function beyond(
  { name, head }: ChangedPipeline,
  reached: ReadonlyMap<string, Downstream>,
  readers: Readers,
): readonly Downstream[] {
  const found = new Map<string, Downstream>();
  const open: Downstream[] = [...reached.values()];
  for (const { pipeline: through, breaking } of open) {
    const artefact = head.pipelines.get(through)?.artefact;
    if (artefact === undefined) continue;
    for (const [pipeline, via] of hangingOn(through, artefact, readers)) {
      if (found.size === MOST_BEYOND) return [...found.values()];
      if (pipeline === name || reached.has(pipeline) || found.has(pipeline)) continue;
      const further = { pipeline, via, breaking: false, effect: beyondWords(through, breaking), through };
      found.set(pipeline, further);
      open.push(further);
    }
  }
  return [...found.values()];
}

function hangingOn(
  name: string,
  artefact: Artefact,
  readers: Readers,
): readonly (readonly [string, Downstream['via']])[] {
  return [
    ...[...readers.readersOf(placesWritten(artefact)).keys()].map((each) => [each, 'data'] as const),
    ...readers.waitersOf(name).map((each) => [each, 'dependsOn'] as const),
  ];
}

function beyondWords(through: string, breaking: boolean): Message {
  return breaking ? say`through \`${through}\`, which breaks` : say`through \`${through}\``;
}

function sorted(list: readonly Downstream[]): readonly Downstream[] {
  return list.toSorted((a, b) => (a.pipeline < b.pipeline ? -1 : 1));
}
