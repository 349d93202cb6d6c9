import type { ConnectorSpec, SideSpec } from '../connector/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import type { DatasourceNode, EngineNode, FreezeNode, PipelineNode, SinkNode, SourceNode } from '../ir/index.ts';

/** What a rule may look at besides the pipeline: the specs of the connectors that it names. */
export interface RuleContext {
  /** What is compiled: a pipeline is spread in time by its names. Absent = it is not known. */
  readonly scope?: { readonly project: string; readonly environment: string };
  readonly spec: (connector: string) => ConnectorSpec | undefined;
  readonly connectorNames: readonly string[];
  /** Engines of sluice.yaml, for what another one could do; absent = none is known. */
  readonly engines?: readonly EngineNode[];
}

/** One rule of one pipeline: a file of its own, its codes registered, its findings values. */
export interface PipelineRule {
  readonly name: string;
  check(pipeline: PipelineNode, context: RuleContext): Iterable<Diagnostic>;
}

/** A rule that needs all pipelines at once. */
export interface ProjectRule {
  readonly name: string;
  check(project: CheckedProject): Iterable<Diagnostic>;
}

export interface CheckedProject {
  /** Every definition whose shape was right, whether or not it could be lowered. */
  readonly pipelines: readonly NamedPipeline[];
  /** Names that definitions claim which are broken in their shape. */
  readonly brokenNames: ReadonlySet<string>;
  /** True when a file hides its pipelines' names: then nobody knows which names exist. */
  readonly namesHidden: boolean;
  /** Those that could be lowered, their families expanded. */
  readonly nodes: readonly PipelineNode[];
  /** Every datasource of the project that compiled. */
  readonly datasources: readonly DatasourceNode[];
  /** Engines of sluice.yaml. */
  readonly engines: readonly EngineNode[];
  /** Freezes of sluice.yaml that hold in the environment. */
  readonly freezes: readonly FreezeNode[];
  /** Names of engines that are used though no pipeline need name them: the default, or one asked for in place of all. */
  readonly enginesMeant: ReadonlySet<string>;
  /** Names of datasources that other datasources refer to in some environment (`hadoop: NAME`). */
  readonly datasourcesReferredTo: ReadonlySet<string>;
  /** True when every file was read and lowered without an error: only then it is known what nobody uses. */
  readonly complete: boolean;
  /** Values that the environment gives to parameters. */
  readonly environmentParameters: readonly { readonly name: string; readonly at: PipelineNode['at'] }[];
}

export interface NamedPipeline {
  readonly name: string;
  readonly at: PipelineNode['at'];
  readonly dependsOn: readonly string[];
  /** One of several that succeeds is enough; absent = all have to. */
  readonly isAnyEnough?: true;
  /** Where that list is. */
  readonly dependsOnAt: PipelineNode['at'];
  /** Names under `params`. */
  readonly parameters: readonly string[];
  /** `moved.from`; of one of a family the name that it had in the family of that name. */
  readonly movedFrom?: string;
}

/** One side of a movement, with what its connector can do there on the pipeline's engine. */
export interface Side {
  readonly role: 'source' | 'sink';
  readonly node: SourceNode | SinkNode;
  readonly connector: ConnectorSpec;
  readonly spec: SideSpec;
}

/** The sides whose connector exists on the engine; the others are another rule's finding. */
export function sidesOf(pipeline: PipelineNode, context: RuleContext): Side[] {
  if (pipeline.work.kind !== 'movement') return [];
  const { source, sink } = pipeline.work;
  const sides: Side[] = [];
  for (const [role, node] of [
    ['source', source],
    ['sink', sink],
  ] as const) {
    const connector = context.spec(node.connector);
    const spec = connector?.[role][pipeline.engine.type];
    if (connector && spec) sides.push({ role, node, connector, spec });
  }
  return sides;
}
