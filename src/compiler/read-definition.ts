import type { SideSpec } from './connector/index.ts';
import type { Connector } from './connectors/index.ts';
import type { Diagnostic } from './diagnostics/index.ts';
import type { PipelineNode } from './ir/index.ts';
import {
  expandTables,
  lowerPipeline,
  withFreezes,
  type ExpandedPipeline,
  type PlacedValue,
  type ProjectModel,
} from './lower/index.ts';
import { parseDefinition } from './syntax/index.ts';

/** One definition, by itself: its shape, and what it says of each of its pipelines. */
export interface ReadDefinition {
  readonly parsed: ReturnType<typeof parseDefinition<'pipeline'>>;
  /** Absent where its shape is wrong, or nothing is known of the project. */
  readonly lowered?: { readonly expanded: ExpandedPipeline; readonly said: readonly Diagnostic[] };
}

/** Made of the definition and the model alone. */
export function readDefinition(
  { value, at }: PlacedValue,
  model: ProjectModel | undefined,
  { engine, connectors }: { readonly engine?: string; readonly connectors: ReadonlyMap<string, Connector> },
): ReadDefinition {
  const parsed = parseDefinition('pipeline', value, at);
  if ('diagnostics' in parsed || model === undefined) return { parsed };
  const { definition } = parsed;
  const lowered = lowerPipeline(engine === undefined ? definition : { ...definition, engine }, at, model);
  const members = expandTables(lowered.node, definition, at, sourceSide(lowered.node, connectors));
  const expanded = { ...members, nodes: members.nodes.map((node) => withFreezes(node, model.freezes ?? [])) };
  return { parsed, lowered: { expanded, said: [...lowered.diagnostics, ...expanded.diagnostics] } };
}

/** What the source's connector can do on the pipeline's engine, where it is known there. */
export function sourceSide(
  node: PipelineNode | undefined,
  connectors: ReadonlyMap<string, Connector>,
): SideSpec | undefined {
  if (node?.work.kind !== 'movement') return undefined;
  return connectors.get(node.work.source.connector)?.spec.source[node.engine.type];
}
