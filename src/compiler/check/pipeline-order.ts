import type { PipelineNode } from '../ir/index.ts';

/** Tells which pipelines run after which others, by `dependsOn`, over any number of steps. */
export class PipelineOrder {
  /** By name; the name of a family stands for each of its pipelines. */
  readonly #nodes = new Map<string, PipelineNode[]>();

  constructor(nodes: readonly PipelineNode[]) {
    for (const node of nodes) {
      for (const name of new Set([node.name, node.family ?? node.name])) {
        const named = this.#nodes.get(name);
        if (named === undefined) this.#nodes.set(name, [node]);
        else named.push(node);
      }
    }
  }

  /** True when a run of `later` waits for one of `earlier`. */
  comesAfter(later: PipelineNode, earlier: PipelineNode): boolean {
    const open = [later];
    const seen = new Set<string>();
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      // what starts after any of several need not come after this one
      if (node.upstreamPolicy?.any === true && node.dependsOn.length > 1) continue;
      for (const { pipeline } of node.dependsOn) {
        if (pipeline === earlier.name || pipeline === earlier.family) return true;
        if (seen.has(pipeline)) continue;
        seen.add(pipeline);
        open.push(...(this.#nodes.get(pipeline) ?? []));
      }
    }
    return false;
  }
}
