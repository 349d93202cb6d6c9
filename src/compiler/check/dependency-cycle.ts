import { type Message, say } from '../../message/index.ts';
import { listWords, makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import { isWithoutCircle } from './circle.ts';
import { byNameOf } from './project-index.ts';
import type { NamedPipeline, ProjectRule } from './rule.ts';

/** Of a long circle the message names this many; the note has all. */
const MOST_NAMED = 6;

/** Pipelines that wait for each other never run. Each cycle is reported once, at its first pipeline by name. */
export const dependencyCycle: ProjectRule = {
  name: 'dependency-cycle',
  *check({ pipelines }): Iterable<Diagnostic> {
    const byName = byNameOf(pipelines);
    const done = new Set<string>();
    const waiting = [...byName.values()].filter(({ dependsOn }) => dependsOn.length > 0);
    if (isWithoutCircle(new Map(waiting.map(({ name, dependsOn }) => [name, dependsOn])))) return;
    for (const name of waiting.map((pipeline) => pipeline.name).sort()) {
      const cycle = findCycle(name, byName, done);
      if (!cycle) continue;
      const pipeline = byName.get(cycle[0] ?? name);
      if (!pipeline) continue;
      const index = pipeline.dependsOn.indexOf(cycle[1] ?? cycle[0] ?? name);
      const chain = [...cycle, cycle[0] ?? name];
      const message =
        cycle.length > 1
          ? say`\`${pipeline.name}\` depends on itself through ${listWords(cycle.slice(1, MOST_NAMED), 'and')}`
          : say`\`${pipeline.name}\` depends on itself`;
      yield makeDiagnostic('SL0305', child(pipeline.dependsOnAt, index), message, {
        notes: [circleNote(chain, byName)],
        labels: cycle.slice(1).flatMap((other) => labelOf(byName.get(other), cycle)),
        help: say`take one of the dependencies away`,
      });
    }
  },
};

/** Where any of several is enough, others may start the circle, and each of it the next for ever. */
function circleNote(chain: readonly string[], byName: ReadonlyMap<string, NamedPipeline>): Message {
  const circle = chain.join(' -> ');
  const mayStart = chain.some((name) => byName.get(name)?.isAnyEnough === true);
  return mayStart
    ? say`${circle}: what starts a pipeline must not come after it`
    : say`${circle}: none of them could ever start`;
}

/** Depth first, without recursion: a chain of 10,000 pipelines is no reason to overflow the stack. */
function findCycle(start: string, byName: ReadonlyMap<string, NamedPipeline>, done: Set<string>): string[] | undefined {
  if (done.has(start)) return undefined;
  const path: string[] = [start];
  const next: number[] = [0];
  const onPath = new Set(path);
  while (path.length > 0) {
    const name = path.at(-1) ?? start;
    const dependencies = byName.get(name)?.dependsOn ?? [];
    const index = next.at(-1) ?? 0;
    const dependency = dependencies[index];
    if (dependency === undefined) {
      done.add(name);
      onPath.delete(name);
      path.pop();
      next.pop();
      continue;
    }
    next[next.length - 1] = index + 1;
    if (onPath.has(dependency)) {
      for (const visited of path) done.add(visited);
      return rotateToSmallest(path.slice(path.indexOf(dependency)));
    }
    if (!done.has(dependency)) {
      path.push(dependency);
      next.push(0);
      onPath.add(dependency);
    }
  }
  return undefined;
}

function rotateToSmallest(cycle: readonly string[]): string[] {
  const smallest = [...cycle].sort()[0] ?? '';
  const at = cycle.indexOf(smallest);
  return [...cycle.slice(at), ...cycle.slice(0, at)];
}

function labelOf(
  pipeline: NamedPipeline | undefined,
  cycle: readonly string[],
): { at: NamedPipeline['at']; message: Message }[] {
  const index = pipeline?.dependsOn.findIndex((name) => cycle.includes(name)) ?? -1;
  if (!pipeline || index < 0) return [];
  return [
    {
      at: child(pipeline.dependsOnAt, index),
      message: say`\`${pipeline.name}\` waits for \`${pipeline.dependsOn[index] ?? ''}\``,
    },
  ];
}
