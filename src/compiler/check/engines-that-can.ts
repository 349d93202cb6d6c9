import { say, type Message } from '../../message/index.ts';
import { minorVersion, pluginSupport } from '../../engine-versions/index.ts';
import { listWords } from '../diagnostics/index.ts';
import type { EngineNode, PipelineNode } from '../ir/index.ts';
import type { RuleContext } from './rule.ts';

/** The engines of sluice.yaml, of a type, that run both sides of a movement, told as a help; undefined where there is none. */
export function enginesThatCan(
  pipeline: PipelineNode,
  context: RuleContext,
  type?: EngineNode['type'],
): Message | undefined {
  const able = (context.engines ?? []).filter(
    (engine) =>
      (type === undefined || engine.type === type) &&
      engine.name !== pipeline.engine.name &&
      runs(engine, pipeline, context),
  );
  if (able.length === 0) return undefined;
  const names = listWords(able.map(({ name }) => name));
  return able.length === 1
    ? say`engine ${names} of sluice.yaml runs both source and sink: write \`engine: ${able[0]?.name ?? ''}\``
    : say`engines ${names} of sluice.yaml run both source and sink`;
}

function runs(engine: EngineNode, { work }: PipelineNode, context: RuleContext): boolean {
  if (work.kind !== 'movement') return false;
  return (['source', 'sink'] as const).every((role) => {
    const side = context.spec(work[role].connector)?.[role][engine.type];
    if (side === undefined) return false;
    const onChunjun = engine.type === 'chunjun' && engine.version !== undefined && side.plugin !== undefined;
    return !onChunjun || pluginSupport(minorVersion(engine.version), side.plugin.name) !== 'absent';
  });
}
