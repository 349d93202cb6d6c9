import {
  toTemplate,
  type Artefact,
  type ArtefactJob,
  type Expectation,
  type NormalisedAlerts,
  type NormalisedChannel,
  type NormalisedPipeline,
  type Template,
} from './artefact/index.ts';
import type { EmittedJob } from './emit-job.ts';
import {
  formatColumnType,
  type AlertChannelNode,
  type AlertsNode,
  type ColumnNode,
  type EngineNode,
  type ExpectationNode,
  type MovementNode,
  type PipelineNode,
  type SameRowsNode,
} from './ir/index.ts';
import type { ProjectModel } from './lower/index.ts';
import { normaliseDatasources } from './normalise-datasources.ts';
import { plainNode, plainValue } from './plain-node.ts';

/**
 * The artefact of a pipeline: its normalised form, its engine and its job. Pipeline, datasources and engine say everything that
 * the job is made of, so that what else differs between two jobs is only how a version of Sluice prints it.
 */
export function artefactOf(
  pipeline: PipelineNode,
  job: ArtefactJob,
  model: ProjectModel,
  typesTaken: EmittedJob['typesTaken'] = new Map(),
  comparison?: Template,
): Artefact {
  return {
    formatVersion: '1.0',
    project: model.name,
    environment: model.environment,
    pipeline: normalisePipeline(pipeline, typesTaken),
    datasources: normaliseDatasources(pipeline),
    engine: {
      name: pipeline.engine.name,
      type: pipeline.engine.type,
      ...(pipeline.engine.version === undefined ? {} : { version: pipeline.engine.version }),
      ...(pipeline.engine.mode === undefined ? {} : { mode: pipeline.engine.mode }),
      config: engineConfig(pipeline.engine),
    },
    job,
    ...(comparison === undefined ? {} : { comparison }),
  };
}

function normalisePipeline(pipeline: PipelineNode, typesTaken: EmittedJob['typesTaken']): NormalisedPipeline {
  const { schedule, work } = pipeline;
  const { kind: _kind, ...policy } = pipeline.retry;
  const incremental = work.kind === 'movement' ? work.source.incremental : undefined;
  return {
    name: pipeline.name,
    ...(pipeline.family === undefined ? {} : { family: pipeline.family }),
    ...(pipeline.owner === undefined ? {} : { owner: pipeline.owner }),
    ...(pipeline.description === undefined ? {} : { description: pipeline.description }),
    tags: sorted(pipeline.tags),
    state: pipeline.state,
    schedule: schedule.schedule,
    misfire: schedule.misfire,
    ...(schedule.startingDeadlineMs === undefined ? {} : { startingDeadlineMs: schedule.startingDeadlineMs }),
    ...(pipeline.freezes === undefined ? {} : { freezes: pipeline.freezes }),
    overlap: schedule.overlap,
    dependsOn: upstreamsOf(pipeline),
    ...(pipeline.upstreamPolicy === undefined ? {} : { upstreamPolicy: pipeline.upstreamPolicy }),
    retry: policy,
    ...(pipeline.timeoutMs === undefined ? {} : { timeoutMs: pipeline.timeoutMs }),
    ...(pipeline.startTimeoutMs === undefined ? {} : { startTimeoutMs: pipeline.startTimeoutMs }),
    priority: pipeline.priority,
    ...(pipeline.expectation === undefined ? {} : { expect: expectationOf(pipeline, pipeline.expectation) }),
    ...(pipeline.pool === undefined ? {} : { pool: { name: pipeline.pool.name, slots: pipeline.pool.slots } }),
    ...(pipeline.runOn === undefined ? {} : { runOn: pipeline.runOn }),
    ...(pipeline.alerts === undefined ? {} : { alerts: normaliseAlerts(pipeline.alerts) }),
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
    work: plainNode(work.kind === 'movement' ? { ...withTypes(work, typesTaken), settings: pipeline.settings } : work),
  };
}

function normaliseAlerts({ language, routes, channels }: AlertsNode): NormalisedAlerts {
  const shown = channels.map((channel) => [channel.name, normaliseChannel(channel)]);
  return { language, ...routes, channels: Object.fromEntries(shown) };
}

function normaliseChannel({ name: _name, ...channel }: AlertChannelNode): NormalisedChannel {
  if (channel.type !== 'email') {
    const { url, secret, ...rest } = channel;
    return { ...rest, url: toTemplate(url), ...(secret === undefined ? {} : { secret: toTemplate(secret) }) };
  }
  const { host, username, password, ...rest } = channel;
  return {
    ...rest,
    host: toTemplate(host),
    ...(username === undefined ? {} : { username: toTemplate(username) }),
    ...(password === undefined ? {} : { password: toTemplate(password) }),
  };
}

function expectationOf(pipeline: PipelineNode, node: ExpectationNode): Expectation {
  const { rows, freshnessMs: ms, sameRows, onFailure } = node;
  return {
    ...(rows === undefined ? {} : { rows }),
    ...(ms === undefined ? {} : { freshness: { ms, timeZone: zoneOfPosition(pipeline) } }),
    ...(sameRows === undefined ? {} : { sameRows: sameRowsOf(pipeline, sameRows) }),
    ...(onFailure === 'fail' ? {} : { onFailure }),
  };
}

function sameRowsOf(
  pipeline: PipelineNode,
  { tolerance, sums, sinkWhere }: SameRowsNode,
): NonNullable<Expectation['sameRows']> {
  const condition = sinkWhere === undefined ? {} : { sinkWhere: toTemplate(sinkWhere) };
  return { tolerance, sums, ...condition, timeZone: zoneOfPosition(pipeline) };
}

/** Of a position that says none: the engines compare a time that has a zone in UTC; one without is the database's own. */
function zoneOfPosition({ schedule, work }: PipelineNode): string {
  const source = work.kind === 'movement' ? work.source : undefined;
  const hasZone = source?.incremental?.type.name === 'timestamptz';
  return hasZone ? 'UTC' : (source?.datasource?.timeZone ?? schedule.schedule.timeZone);
}

function engineConfig(engine: EngineNode): Record<string, Template> {
  const { url, yarn, kubernetes, gateway, home, jar, script, options } = engine;
  const said = { url, yarn, kubernetes, gateway, home, jar, script, options };
  return plainValue(said) as Record<string, Template>; // an object gives an object
}

/** A set, whose order means nothing. */
function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}

/** Where they are the clock too, the first of them says how long the window of a fire is, so that it stays the first. */
function upstreamsOf({ schedule, dependsOn }: PipelineNode): readonly string[] {
  const [first, ...others] = dependsOn.map(({ pipeline }) => pipeline);
  if (first === undefined) return [];
  if (schedule.schedule.kind !== 'upstream') return sorted([first, ...others]);
  return [first, ...sorted(others.filter((name) => name !== first))];
}

/** A type that the job takes from the schema snapshot is the column's, as if its author had written it. */
function withTypes(movement: MovementNode, taken: EmittedJob['typesTaken']): MovementNode {
  const typed = <C extends '*' | readonly ColumnNode[]>(role: 'source' | 'sink', columns: C): C | ColumnNode[] => {
    const names = taken.get(role);
    if (columns === '*' || names === undefined) return columns;
    return columns.map((column) =>
      names.has(column.name) && column.tableType !== undefined ? { ...column, type: column.tableType } : column,
    );
  };
  const { source, sink } = movement;
  return {
    ...movement,
    source: { ...source, columns: typed('source', source.columns) },
    sink: { ...sink, columns: typed('sink', sink.columns) },
  };
}
