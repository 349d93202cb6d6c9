import { say } from '../../message/index.ts';
import { listWords, makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { ProjectRule } from './rule.ts';
import { placesRead, placeWritten, type PlaceUse } from './table-place.ts';

/** Of a long circle the message names this many. */
const MOST_NAMED = 6;

/** Pipelines that read what each other write, in a circle. Each circle is said once, at its first pipeline by name. */
export const tableCycle: ProjectRule = {
  name: 'table-cycle',
  *check({ nodes }): Iterable<Diagnostic> {
    const writes = new Map<string, PlaceUse>();
    const readersOf = new Map<string, Set<string>>();
    for (const node of nodes) {
      const written = placeWritten(node);
      if (written !== undefined) writes.set(node.name, written);
      for (const { place } of placesRead(node))
        readersOf.set(place, (readersOf.get(place) ?? new Set<string>()).add(node.name));
    }
    const said = new Set<string>();
    for (const name of [...writes.keys()].sort()) {
      const circle = said.has(name) ? undefined : circleThrough(name, writes, readersOf);
      if (circle === undefined) continue;
      for (const each of circle) said.add(each);
      yield* describe(circle, writes);
    }
  },
};

/** The shortest way from a pipeline over the tables back to itself, by breadth; one step alone is another rule's finding. */
function circleThrough(
  start: string,
  writes: ReadonlyMap<string, PlaceUse>,
  readersOf: ReadonlyMap<string, ReadonlySet<string>>,
): string[] | undefined {
  const cameFrom = new Map<string, string>();
  const open = [start];
  for (let at = 0; at < open.length; at += 1) {
    const name = open[at] ?? start;
    for (const reader of readersOf.get(writes.get(name)?.place ?? '') ?? []) {
      if (reader === start && name !== start) return wayTo(name, cameFrom);
      if (reader === start || cameFrom.has(reader)) continue;
      cameFrom.set(reader, name);
      open.push(reader);
    }
  }
  return undefined;
}

function wayTo(name: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const way: string[] = [];
  for (let step: string | undefined = name; step !== undefined; step = cameFrom.get(step)) way.unshift(step);
  return way;
}

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
