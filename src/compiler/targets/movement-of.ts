import type { MovementNode } from '../ir/index.ts';
import type { EmitContext } from './emit-context.ts';

/** The movement that is being printed; a command has no source and no sink to print. */
export function movementOf(context: EmitContext): MovementNode {
  const { work } = context.pipeline;
  if (work.kind !== 'movement') throw new Error('only a movement has a source and a sink');
  return work;
}
