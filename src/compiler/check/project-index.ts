import type { PipelineNode } from '../ir/index.ts';
import { PipelineOrder } from './pipeline-order.ts';
import type { NamedPipeline } from './rule.ts';

const BY_NAME = new WeakMap<readonly { readonly name: string }[], ReadonlyMap<string, unknown>>();
const MOVED = new WeakMap<readonly NamedPipeline[], readonly MovedPipeline[]>();
const ORDERS = new WeakMap<readonly PipelineNode[], PipelineOrder>();

/** Pipelines by name, made once for all rules that look into one project; of several of one name the last. */
export function byNameOf<T extends NamedPipeline | PipelineNode>(pipelines: readonly T[]): ReadonlyMap<string, T> {
  // `as` because a list gives a map of what is in it.
  const known = BY_NAME.get(pipelines) as ReadonlyMap<string, T> | undefined;
  if (known !== undefined) return known;
  const byName = new Map<string, T>();
  for (const pipeline of pipelines) byName.set(pipeline.name, pipeline);
  BY_NAME.set(pipelines, byName);
  return byName;
}

/** One that had another name before. */
export type MovedPipeline = NamedPipeline & { readonly movedFrom: string };

/** Those of them that say so, looked for once for all rules about it. */
export function movedOf(pipelines: readonly NamedPipeline[]): readonly MovedPipeline[] {
  const known = MOVED.get(pipelines);
  if (known !== undefined) return known;
  const moved = pipelines.filter((pipeline): pipeline is MovedPipeline => pipeline.movedFrom !== undefined);
  MOVED.set(pipelines, moved);
  return moved;
}

/** Which of them run after which others, made once for all rules that ask. */
export function orderOf(nodes: readonly PipelineNode[]): PipelineOrder {
  const known = ORDERS.get(nodes);
  if (known !== undefined) return known;
  const order = new PipelineOrder(nodes);
  ORDERS.set(nodes, order);
  return order;
}
