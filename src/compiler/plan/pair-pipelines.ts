import { canonicalJson, type CompiledArtefact } from '../artefact/index.ts';
import { pipelineChanges } from './pipeline-changes.ts';
import type { PlanSide } from './plan-side.ts';

/** A pipeline on the side or sides that have it. */
export interface Pair {
  /** As the head calls it; of one that is gone as the base does. */
  readonly name: string;
  /** Its name before, where that was another. */
  readonly from?: string;
  readonly before?: CompiledArtefact;
  readonly after?: CompiledArtefact;
}

/**
 * The pipelines of two sides, each with itself: by `moved:`, by name, and what does the same under another name, where that is
 * certain: one that went and one that came, and no others that move the same data.
 */
export function pairPipelines(base: PlanSide, head: PlanSide, moves: ReadonlyMap<string, string>): readonly Pair[] {
  const pairs: Pair[] = [];
  const gone = new Map([...base.pipelines].filter(([name]) => !head.pipelines.has(name) && !head.broken.has(name)));
  const come = new Map<string, CompiledArtefact>();
  for (const [name, after] of head.pipelines) {
    const before = base.pipelines.get(name);
    if (before !== undefined) pairs.push({ name, before, after });
    else if (base.unreadable?.has(name) !== true) come.set(name, after);
  }
  for (const [name, from] of moves) pairMoved(name, from, gone, come, pairs);
  // what cannot be read may be what seems to have gone
  if (!head.incomplete && !base.incomplete)
    for (const [name, from] of renamed(gone, come)) pairMoved(name, from, gone, come, pairs);
  for (const [name, after] of come) pairs.push({ name, after });
  if (!head.incomplete) for (const [name, before] of gone) pairs.push({ name, before });
  return pairs.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function pairMoved(
  name: string,
  from: string,
  gone: Map<string, CompiledArtefact>,
  come: Map<string, CompiledArtefact>,
  pairs: Pair[],
): void {
  const [before, after] = [gone.get(from), come.get(name)];
  if (before === undefined || after === undefined) return;
  gone.delete(from);
  come.delete(name);
  pairs.push({ name, from, before, after });
}

/** What is said of a pipeline, and is often said anew where it gets another name. */
const ABOUT = /^\/(?:owner|description|tags)(?:\/|$)/;

/** New names of pipelines with their old ones. */
function renamed(
  gone: ReadonlyMap<string, CompiledArtefact>,
  come: ReadonlyMap<string, CompiledArtefact>,
): readonly (readonly [string, string])[] {
  if (gone.size === 0 || come.size === 0) return [];
  const byTarget = new Map<string, { readonly gone: string[]; readonly come: string[] }>();
  const add = (side: 'gone' | 'come', pipelines: ReadonlyMap<string, CompiledArtefact>): void => {
    for (const [name, { artefact }] of pipelines) {
      // what comes from a store or a cache has its keys in another order than what was compiled just now
      const key = canonicalJson(artefact.pipeline.work);
      const group = byTarget.get(key) ?? { gone: [], come: [] };
      group[side].push(name);
      byTarget.set(key, group);
    }
  };
  add('gone', gone);
  add('come', come);
  return [...byTarget.values()].flatMap((group) => {
    const [from, to] = [group.gone[0], group.come[0]];
    if (group.gone.length !== 1 || group.come.length !== 1 || from === undefined || to === undefined) return [];
    const [before, after] = [gone.get(from), come.get(to)];
    const changes = before && after && pipelineChanges(before.artefact, after.artefact);
    return changes?.every(({ path }) => ABOUT.test(path)) === true ? [[to, from] as const] : [];
  });
}
