import type { ArtefactJob } from './artefact/index.ts';
import type { Connector } from './connectors/index.ts';
import type { Diagnostic } from './diagnostics/index.ts';
import type { PipelineNode } from './ir/index.ts';
import { emitChunjun, emitCommand, emitFlinkSql, emitFlinkx, emitLocal, type EmitContext } from './targets/index.ts';

export interface EmittedJob {
  readonly job: ArtefactJob | undefined;
  /** Columns of each side, by name, whose types the job has from the schema snapshot. */
  readonly typesTaken: ReadonlyMap<'source' | 'sink', ReadonlySet<string>>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Prints a checked pipeline for its engine. The checks have seen that both connectors exist there. */
export function emitJob(pipeline: PipelineNode, connectors: ReadonlyMap<string, Connector>): EmittedJob {
  const diagnostics: Diagnostic[] = [];
  const typesTaken = new Map<'source' | 'sink', Set<string>>();
  const context: EmitContext = {
    pipeline,
    restores: restores(pipeline, connectors),
    report: (diagnostic) => diagnostics.push(diagnostic),
    takeTableType: (side, column) => typesTaken.set(side, (typesTaken.get(side) ?? new Set()).add(column)),
  };
  return { job: emitFor(pipeline, connectors, context), typesTaken, diagnostics };
}

/** Whether both plugins keep their place in a checkpoint. */
function restores({ work, engine }: PipelineNode, connectors: ReadonlyMap<string, Connector>): boolean {
  if (work.kind === 'command') return false;
  const source = connectors.get(work.source.connector)?.spec.source[engine.type]?.plugin;
  const sink = connectors.get(work.sink.connector)?.spec.sink[engine.type]?.plugin;
  return source?.restores !== false && sink?.restores !== false;
}

function emitFor(
  pipeline: PipelineNode,
  connectors: ReadonlyMap<string, Connector>,
  context: EmitContext,
): ArtefactJob | undefined {
  const { work, engine } = pipeline;
  if (work.kind === 'command') return emitCommand(pipeline);
  const source = connectors.get(work.source.connector);
  const sink = connectors.get(work.sink.connector);
  switch (engine.type) {
    case 'flinkx':
      return emitFlinkx(pipeline, source?.flinkx ?? {}, sink?.flinkx ?? {}, context);
    case 'chunjun':
      return emitChunjun(pipeline, source?.chunjun ?? {}, sink?.chunjun ?? {}, context);
    case 'flink-sql':
      return emitFlinkSql(pipeline, source?.['flink-sql'] ?? {}, sink?.['flink-sql'] ?? {}, context);
    case 'local':
      return emitLocal(pipeline, source?.local ?? {}, sink?.local ?? {}, context);
    case 'command':
      return undefined;
    default:
      return engine.type satisfies never;
  }
}
