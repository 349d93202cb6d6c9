/** Who comes after whom: of each name the names that it leads to. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/** Adds a step to a graph that is being made. */
export function addStep(graph: Map<string, string[]>, from: string, to: string): void {
  const known = graph.get(from);
  if (known === undefined) graph.set(from, [to]);
  else known.push(to);
}

/**
 * Circles of a graph: for each name, in order, the shortest way back to it, unless it is on a circle given before.
 * What leads into circles and out of them is left out first, so that a graph without any
 * costs one walk.
 */
export function* circlesOf(graph: Graph): Iterable<readonly string[]> {
  const kept = withoutEnds(withoutEnds(graph));
  const said = new Set<string>();
  for (const name of [...kept.keys()].sort()) {
    const circle = said.has(name) ? undefined : circleThrough(name, kept);
    if (circle === undefined) continue;
    for (const each of circle) said.add(each);
    yield circle;
  }
}

/** True of a graph without any circle: one walk, and cheaper than to look for them. */
export function isWithoutCircle(graph: Graph): boolean {
  return withoutEnds(graph).size === 0;
}

/** The graph turned round, without what leads nowhere; done twice, without what nothing leads to either. */
function withoutEnds(graph: Graph): Graph {
  const reversed = new Map<string, string[]>();
  const left = new Map<string, number>();
  for (const [from, steps] of graph) {
    left.set(from, steps.length);
    for (const to of steps) {
      addStep(reversed, to, from);
      if (!graph.has(to)) left.set(to, 0);
    }
  }
  const ends = [...left].flatMap(([name, steps]) => (steps === 0 ? [name] : []));
  for (let end = ends.pop(); end !== undefined; end = ends.pop()) {
    left.delete(end);
    for (const before of reversed.get(end) ?? []) {
      const steps = (left.get(before) ?? 0) - 1;
      left.set(before, steps);
      if (steps === 0) ends.push(before);
    }
  }
  return new Map([...left.keys()].map((name) => [name, (reversed.get(name) ?? []).filter((each) => left.has(each))]));
}

/** By breadth, so that the first way back is the shortest. */
function circleThrough(start: string, graph: Graph): string[] | undefined {
  const cameFrom = new Map<string, string>();
  const open = [start];
  for (let at = 0; at < open.length; at += 1) {
    const name = open[at] ?? start;
    for (const next of graph.get(name) ?? []) {
      if (next === start) return wayTo(name, cameFrom);
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, name);
      open.push(next);
    }
  }
  return undefined;
}

function wayTo(name: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const way: string[] = [];
  for (let step: string | undefined = name; step !== undefined; step = cameFrom.get(step)) way.unshift(step);
  return way;
}
