import type { Freeze } from '../../time/index.ts';
import type { FreezeNode, PipelineNode } from '../ir/index.ts';
import { isSelected } from '../text/index.ts';

/** The pipeline with the freezes that concern it. */
export function withFreezes(node: PipelineNode, freezes: readonly FreezeNode[]): PipelineNode {
  const own = freezes.filter((freeze) => isConcerned(node, freeze));
  return own.length === 0 ? node : { ...node, freezes: own.map(({ freeze }): Freeze => freeze) };
}

/** Whether a freeze is for the pipeline; a stream has no starts that one could keep from happening. */
export function isConcerned(node: PipelineNode, { select }: Pick<FreezeNode, 'select'>): boolean {
  if (node.schedule.schedule.kind === 'continuous') return false;
  return select === undefined || select.some((term) => isSelected(node, term));
}
