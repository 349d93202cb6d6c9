import { say } from '../../message/index.ts';
import { listWords, makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { addStep, circlesOf } from './circle.ts';
import type { ProjectRule } from './rule.ts';
import { startsItself } from './starts-itself.ts';
import { placesRead, placeWritten, type PlaceUse } from './table-place.ts';

/** Of a long circle the message names this many. */
const MOST_NAMED = 6;

/**
 * Pipelines that read what each other write, in a circle. Each circle is said once, at its first
 * pipeline by name. A way back that somebody has to start by hand is no circle.
 */
export const tableCycle: ProjectRule = {
  name: 'table-cycle',
  *check({ nodes }): Iterable<Diagnostic> {
    const writers = nodes.flatMap((node) => (startsItself(node) ? (placeWritten(node) ?? []) : []));
    const places = new Set(writers.map(({ place }) => place));
    // over the places, since many may write one and many read it; `>` is in no name of a pipeline
    const steps = new Map<string, string[]>();
    // most of a project's places are written and read by no two of its pipelines, and are on no way back
    const passed = new Set<string>();
    for (const { place: written, pipeline } of writers) {
      for (const { place } of placesRead(pipeline)) {
        if (place === written || !places.has(place)) continue;
        passed.add(place);
        addStep(steps, `>${place}`, pipeline.name);
      }
    }
    const writes = new Map<string, PlaceUse>();
    for (const written of writers) {
      if (!passed.has(written.place)) continue;
      writes.set(written.pipeline.name, written);
      addStep(steps, written.pipeline.name, `>${written.place}`);
    }
    for (const circle of circlesOf(steps)) {
      const pipelines = circle.filter((name) => writes.has(name));
      const first = pipelines.indexOf([...pipelines].sort()[0] ?? '');
      yield* describe([...pipelines.slice(first), ...pipelines.slice(0, first)], writes);
    }
  },
};

function* describe(circle: readonly string[], writes: ReadonlyMap<string, PlaceUse>): Iterable<Diagnostic> {
  const uses = circle.flatMap((name) => writes.get(name) ?? []);
  const [first, ...others] = uses;
  if (first === undefined) return;
  const through = listWords(
    others.slice(0, MOST_NAMED).map(({ pipeline }) => pipeline.name),
    'and',
  );
  yield makeDiagnostic(
    'SL0534',
    first.at,
    say`what \`${first.pipeline.name}\` writes comes back to it through ${through}`,
    {
      labels: others.map(({ at, name, pipeline }) => ({ at, message: say`\`${pipeline.name}\` writes \`${name}\`` })),
      notes: [
        say`${[...circle, first.pipeline.name].join(' -> ')}: rows go round and round, and each run works on the results of the one before`,
      ],
      help: say`let one of them read from elsewhere, or read only rows that did not come this way, with \`where\``,
    },
  );
}
