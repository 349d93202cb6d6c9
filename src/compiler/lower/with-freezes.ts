import type { Freeze } from '../../time/index.ts';
import type { FreezeNode, PipelineNode } from '../ir/index.ts';
import { isSelected } from '../text/index.ts';

/** The pipeline with the freezes that concern it; a stream has no starts that one could keep from happening. */
export function withFreezes(node: PipelineNode, freezes: readonly FreezeNode[]): PipelineNode {
  if (freezes.length === 0 || node.schedule.schedule.kind === 'continuous') return node;
  const own = freezes.filter(({ select }) => select === undefined || select.some((term) => isSelected(node, term)));
  return own.length === 0 ? node : { ...node, freezes: own.map(({ freeze }): Freeze => freeze) };
}
