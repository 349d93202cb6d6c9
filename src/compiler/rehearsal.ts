import type { Artefact } from './artefact/index.ts';
import type { Connector } from './connectors/index.ts';
import { makeDiagnostic, type Diagnostic } from './diagnostics/index.ts';
import type { MovementNode, PipelineNode } from './ir/index.ts';
import type { ProjectModel } from './lower/index.ts';
import { say, type Message } from '../message/index.ts';
import { artefactOf } from './normalise-pipeline.ts';
import { emitLocal, type LocalEmitter } from './targets/index.ts';
import { child, type Location } from './text/index.ts';

/** A movement as a job of the engine in the process, whatever engine runs it in earnest. */
export interface Rehearsal {
  /** Its job names no place: whoever runs it says where the rows come from and go to. */
  readonly artefact: Artefact;
  /** What of the pipeline has no effect there, so that a run says nothing about it. */
  readonly unjudged: readonly Diagnostic[];
}

/** Undefined for a pipeline that moves no rows. */
export function rehearsalOf(node: PipelineNode, model: ProjectModel): Rehearsal | undefined {
  const { work } = node;
  const artefact = localArtefact(node, model, {});
  return artefact && work.kind === 'movement' ? { artefact, unjudged: unjudged(node, work) } : undefined;
}

/**
 * A movement as a job of the engine in the process that reads where the pipeline reads, and names no place for what it writes.
 * Undefined for a pipeline that moves no rows, and where that engine does not read what the source is.
 */
export function sampleOf(
  node: PipelineNode,
  model: ProjectModel,
  connectors: ReadonlyMap<string, Connector>,
): Artefact | undefined {
  const { work } = node;
  const source = work.kind === 'movement' ? connectors.get(work.source.connector)?.local : undefined;
  return source?.sourceConnection && localArtefact(node, model, source);
}

function localArtefact(node: PipelineNode, model: ProjectModel, source: LocalEmitter): Artefact | undefined {
  const { work } = node;
  if (work.kind !== 'movement') return undefined;
  const pipeline: PipelineNode = {
    ...node,
    engine: { kind: 'engine', name: node.engine.name, type: 'local', options: {}, at: node.engine.at },
    work: { ...work, source: { ...work.source, options: {} }, sink: { ...work.sink, options: {} } },
  };
  // What is reported was found in a pipeline of another engine, or has been said by its own.
  const job = emitLocal(pipeline, source, {}, { pipeline, report: () => {} });
  return artefactOf(pipeline, job, model);
}

function unjudged({ engine, schedule }: PipelineNode, { source, sink }: MovementNode): Diagnostic[] {
  const found: [Location, Message][] = [];
  for (const side of [source, sink])
    if (Object.keys(side.options).length > 0)
      found.push([child(side.at, 'options'), say`options of \`${engine.type}\``]);
  if (sink.partition !== undefined) found.push([child(sink.at, 'partition'), say`the partition that is written`]);
  for (const column of source.columns === '*' ? [] : source.columns)
    if (column.format !== undefined) found.push([child(column.at, 'format'), say`the \`format\` of a column`]);
  if (schedule.schedule.kind === 'continuous') found.push([schedule.at, say`a stream, which is run as one batch`]);
  return found.map(([at, what]) => makeDiagnostic('SL1110', at, say`rows do not judge ${what}`));
}
