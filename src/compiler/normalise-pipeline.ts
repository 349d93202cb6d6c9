import {
  toTemplate,
  type Artefact,
  type ArtefactJob,
  type NormalisedPipeline,
  type Template,
} from './artefact/index.ts';
import { formatColumnType, type ColumnType, type EngineNode, type PipelineNode } from './ir/index.ts';
import type { ProjectModel } from './lower/index.ts';
import type { RunTimeText } from '../time/index.ts';

/** The artefact of a pipeline: its normalised form, its engine and its job. */
export function artefactOf(pipeline: PipelineNode, job: ArtefactJob, model: ProjectModel): Artefact {
  return {
    formatVersion: '1.0',
    project: model.name,
    environment: model.environment,
    pipeline: normalisePipeline(pipeline),
    engine: {
      name: pipeline.engine.name,
      type: pipeline.engine.type,
      ...(pipeline.engine.version === undefined ? {} : { version: pipeline.engine.version }),
      ...(pipeline.engine.mode === undefined ? {} : { mode: pipeline.engine.mode }),
      config: engineConfig(pipeline.engine),
    },
    job,
  };
}

function normalisePipeline(pipeline: PipelineNode): NormalisedPipeline {
  const { schedule, retry, work } = pipeline;
  const incremental = work.kind === 'movement' ? work.source.incremental : undefined;
  return {
    name: pipeline.name,
    ...(pipeline.family === undefined ? {} : { family: pipeline.family }),
    ...(pipeline.owner === undefined ? {} : { owner: pipeline.owner }),
    ...(pipeline.description === undefined ? {} : { description: pipeline.description }),
    tags: pipeline.tags,
    state: pipeline.state,
    schedule: schedule.schedule,
    misfire: schedule.misfire,
    overlap: schedule.overlap,
    dependsOn: pipeline.dependsOn.map((dependency) => dependency.pipeline),
    retry: { attempts: retry.attempts, backoff: retry.backoff, initialMs: retry.initialMs, maxMs: retry.maxMs },
    ...(pipeline.timeoutMs === undefined ? {} : { timeoutMs: pipeline.timeoutMs }),
    priority: pipeline.priority,
    parameters: pipeline.parameters.map(({ name, pattern, ...rest }) => ({
      name,
      ...(rest.default === undefined ? {} : { default: rest.default }),
      pattern,
    })),
    ...(incremental === undefined
      ? {}
      : {
          incremental: {
            column: incremental.column,
            type: formatColumnType(incremental.type),
            ...(incremental.from === undefined ? {} : { from: incremental.from }),
          },
        }),
    work: plain(work.kind === 'movement' ? { ...work, settings: pipeline.settings } : work),
  };
}

function engineConfig(engine: EngineNode): Record<string, Template> {
  const { url, gateway, home, script, options } = engine;
  return plain({ url, gateway, home, script, options }) as Record<string, Template>; // an object gives an object
}

/**
 * Nodes as JSON: locations and kinds left out, types as text, texts as templates, a datasource by its
 * name and type (its address is the job's affair).
 */
function plain(value: unknown): Template {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === undefined) return null;
  if (isKind(value, 'run-time-text')) return toTemplate(value as RunTimeText); // the kind says so
  if (isKind(value, 'datasource') && 'name' in value && 'type' in value)
    return { name: plain(value.name), type: plain(value.type) };
  const result: Record<string, Template> = {};
  for (const [key, item] of Object.entries(value)) {
    if (key === 'at' || key === 'kind' || key === 'tableType' || item === undefined) continue;
    if (key === 'type' && typeof item === 'object' && item !== null) result[key] = formatColumnType(item as ColumnType); // only columns have such a type
    else result[key] = plain(item);
  }
  return result;
}

function isKind(value: object, kind: string): boolean {
  return 'kind' in value && value.kind === kind;
}
