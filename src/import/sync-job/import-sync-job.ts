import { say, type Message } from '../../message/index.ts';
import type { PluginSpec } from '../../compiler/connector/index.ts';
import type { KnownPlugin } from '../../compiler/connectors/load-plugins.ts';
import { makeDiagnostic, type Diagnostic } from '../../compiler/diagnostics/index.ts';
import type { PipelineDefinition } from '../../compiler/syntax/index.ts';
import { minorVersion, syncJobDialect } from '../../engine-versions/index.ts';
import type { DatasourcePool } from '../definition/datasource-pool.ts';
import { compareJob } from './compare-job.ts';
import { compileDefinition, type ImportSetup } from './compile-definition.ts';
import { connectionOf } from './connection-of.ts';
import { sinkOf, sourceOf } from './definition-of.ts';
import { emptyDraft, type EndDraft, type ReadContext } from './end-draft.ts';
import { findPlugin } from './find-plugin.ts';
import { failedJob, jobWithoutParts, wouldNotCompile, type ImportedJob } from './imported-job.ts';
import { CONTENT, findParts, type JobEnd, type JobParts } from './job-parts.ts';
import { isJsonMap, saysNothing, type JsonMap } from './json-map.ts';
import { Notes } from './notes.ts';
import { Placeholders } from './placeholders.ts';
import { readContentBlocks } from './read-content-blocks.ts';
import { readPlugin } from './read-plugin.ts';
import { readTransform } from './read-transform.ts';
import { textsOf } from './texts-of.ts';
import { readSettings } from './read-settings.ts';
import { UsedDatasources } from './used-datasources.ts';

/** The plugins of the version, and what jobs are compiled with. */
export interface SyncJobSetup extends ImportSetup {
  readonly plugins: ReadonlyMap<string, KnownPlugin>;
}

/**
 * Makes a pipeline of a FlinkX or ChunJun job, compiles it, and compares the printed job with the old one.
 * `root` is what the file holds, `file` its name for findings, `name` the pipeline's. Connections go into the pool.
 */
export function importSyncJob(
  root: unknown,
  file: string,
  name: string,
  pool: DatasourcePool,
  setup: SyncJobSetup,
): ImportedJob {
  const found = findParts(root, setup.target);
  if ('problem' in found) return jobWithoutParts(found.problem, found.isJob, file);
  const { parts } = found;
  const version = minorVersion(setup.version);
  const notes = new Notes();
  const placeholders = new Placeholders(notes);
  const reader = readEnd(parts.reader, 'source', file, notes, placeholders, setup);
  const writer = readEnd(parts.writer, 'sink', file, notes, placeholders, setup);
  if ('problem' in reader || 'problem' in writer)
    return failedJob([reader, writer].flatMap((end) => ('problem' in end ? [end.problem] : [])));
  const { settings, isStream, dirty } = readSettings(parts.setting, parts.settingPath, version, reader);
  const blocks = readContentBlocks(parts.content, CONTENT, reader);
  if (Object.keys(blocks).length > 0) settings.options = { ...settings.options, ...blocks };
  const used = new UsedDatasources(pool);
  const sourceEnd = used.refer(connectionOf(reader), reader.connector.name);
  const sinkEnd = used.refer(connectionOf(writer), writer.connector.name);
  if (dirty !== undefined) {
    settings.dirty = {
      datasource: used.take(dirty.cluster).name,
      path: placeholders.inText(dirty.path, `${parts.settingPath}.dirty.path`),
    };
  }
  const source = sourceOf(reader, sourceEnd, parts.reader.path);
  const transform = readTransform(parts.content, writer.draft.columns);
  notes.add(
    `${CONTENT}.transformer.transformSql`,
    'rewritten',
    say`ChunJun hands columns on by their place; Sluice selects those of the sink by name, each in its type`,
  );
  // beside SQL the writer's columns are those of the SQL, not of the reader
  const rows: EndDraft = transform.transform === undefined ? reader.draft : { ...reader.draft, columns: '*' };
  const sink = sinkOf(writer, rows, sinkEnd, parts.writer.path);
  const isContinuous = isEndless(reader, parts.reader.path);
  if (isStream && !isContinuous)
    notes.add(`${parts.settingPath}.restore`, 'not-carried', say`the reader ends, so the pipeline is no stream`);
  const draft: PipelineDefinition = {
    name,
    schedule: isContinuous ? 'continuous' : 'manual',
    engine: setup.engine,
    ...placeholders.params,
    source,
    ...transform,
    sink,
    ...(Object.keys(settings).length === 0 ? {} : { settings }),
  };
  const datasources = used.definitions;
  const refusals = [...(reader.refusals ?? []), ...(writer.refusals ?? [])];
  if (refusals.length > 0) return failedJob(refusals.map((message) => refusal(message, file)));
  const { definition, job, errors } = compileDefinition(draft, datasources, setup, notes);
  if (job === undefined) return failedJob(errors.map((error) => wouldNotCompile(error, file)));
  const compared = {
    root: mapOf(root),
    parts: withAliases(parts, reader, writer, setup.target),
    reader: reader.plugin,
    writer: writer.plugin,
    target: setup.target,
    version,
    notes,
  };
  return {
    definition: tidied(definition),
    datasources: datasources.map((each) => each.name),
    differences: compareJob(compared, job),
    problems: [],
    isOther: false,
  };
}

/** The parts with the keys that the engine reads under two names by the one that is printed. */
function withAliases(
  parts: JobParts,
  reader: ReadContext,
  writer: ReadContext,
  target: 'flinkx' | 'chunjun',
): JobParts {
  return {
    ...parts,
    reader: { ...parts.reader, parameter: parameterOf(parts.reader, reader.plugin, target) },
    writer: { ...parts.writer, parameter: parameterOf(parts.writer, writer.plugin, target) },
  };
}

function readEnd(
  end: JobEnd,
  role: 'source' | 'sink',
  file: string,
  notes: Notes,
  placeholders: Placeholders,
  setup: SyncJobSetup,
): ReadContext | { readonly problem: Diagnostic } {
  const found = findPlugin(end.name, role, setup.target, setup.plugins);
  const at = {
    file,
    path: ['job', 'content', 0, role === 'source' ? 'reader' : 'writer', 'name'],
    part: 'value',
  } as const;
  if ('problem' in found) return { problem: makeDiagnostic('SL0922', at, found.problem, { help: found.help }) };
  const { plugin, connector } = found.known;
  if (found.fixed)
    notes.add(
      `${end.path}.name`,
      'renamed',
      say`the engine has no plugin \`${end.name}\`; \`${plugin.name}\` is the only one near`,
    );
  const precision = syncJobDialect(setup.target, setup.version)?.typePrecision ?? false;
  const context: ReadContext = {
    role,
    target: setup.target,
    plugin,
    connector,
    precision,
    draft: emptyDraft(),
    notes,
    placeholders,
    refusals: [],
  };
  readPlugin(parameterOf(end, plugin, setup.target), `${end.path}.parameter`, context);
  if (role === 'sink') takeOldKey(end, context);
  if (readsSemantic(plugin, setup.target))
    notes.add(`${end.path}.semantic`, 'rewritten', say`the writer reads it in its \`parameter\` as well`);
  return context;
}

/** ChunJun looks a key up that is not said by `uniqueKey`; a job that still has FlinkX's `updateKey` says it there. */
function takeOldKey({ parameter, path }: JobEnd, { draft, plugin, notes }: ReadContext): void {
  const { updateKey } = parameter;
  const isOld = updateKey !== undefined && plugin.parameters['updateKey'] === undefined;
  if (!isOld || draft.mode !== 'upsert' || draft.key.length > 0) return;
  draft.key.push(
    ...textsOf(isJsonMap(updateKey) ? Object.values(updateKey)[0] : updateKey, {
      type: 'string-list',
      description: '',
    }),
  );
  notes.add(
    `${path}.parameter.updateKey`,
    'unknown-key',
    say`the engine does not read it and looked the key up; the pipeline has it as \`key\``,
  );
}

/** ChunJun reads `writeMode` where the job says no `mode` (`JdbcConfig`). */
function parameterOf(end: JobEnd, plugin: PluginSpec, target: 'flinkx' | 'chunjun'): JsonMap {
  const { parameters } = plugin;
  const parameter = withSemantic(end, plugin, target);
  const { writeMode, ...rest } = parameter;
  const isAlias = target === 'chunjun' && writeMode !== undefined && parameters['writeMode'] === undefined;
  return isAlias && parameters['mode']?.carries === 'mode' && rest['mode'] === undefined
    ? { ...rest, mode: writeMode }
    : parameter;
}

/** A JDBC writer of ChunJun takes the `semantic` beside its `parameter` before the one inside (`JdbcSinkFactory`). */
function withSemantic({ parameter, whole }: JobEnd, plugin: PluginSpec, target: 'flinkx' | 'chunjun'): JsonMap {
  const { semantic } = whole;
  return readsSemantic(plugin, target) && typeof semantic === 'string' && semantic !== ''
    ? { ...parameter, semantic }
    : parameter;
}

function readsSemantic({ jdbc, parameters, name }: PluginSpec, target: 'flinkx' | 'chunjun'): boolean {
  return target === 'chunjun' && jdbc !== undefined && name.endsWith('writer') && parameters['semantic'] !== undefined;
}

/** A table that is asked again and again follows a column; without one it is read once, whatever is said. */
function isEndless({ plugin, draft, notes }: ReadContext, path: string): boolean {
  if (draft.options['polling'] === true) {
    delete draft.options['polling']; // a continuous pipeline polls by itself
    if (draft.incrementalColumn !== undefined) return true;
    notes.add(`${path}.parameter.polling`, 'ignored-by-engine', say`without \`increColumn\` the table is read once`);
    return false;
  }
  const ends = (plugin.endsBy ?? []).some((option) => !saysNothing(draft.options[option] ?? null));
  return plugin.endless === true && !ends;
}

function refusal(message: Message, file: string): Diagnostic {
  return makeDiagnostic('SL0923', { file, path: ['job', 'content', 0, 'writer', 'parameter'], part: 'value' }, message);
}

/** Without the maps that the checks have emptied. */
function tidied({ source, transform, sink, settings, ...rest }: PipelineDefinition): PipelineDefinition {
  return {
    ...rest,
    ...(source === undefined ? {} : { source: withoutEmptyOptions(source) }),
    ...(transform === undefined ? {} : { transform }),
    ...(sink === undefined ? {} : { sink: withoutEmptyOptions(sink) }),
    ...(settings === undefined || saysNothing(withoutEmptyOptions(settings))
      ? {}
      : { settings: withoutEmptyOptions(settings) }),
  };
}

function withoutEmptyOptions<T extends { options?: Record<string, unknown> }>(part: T): T {
  const { options, ...rest } = part;
  if (options === undefined || Object.keys(options).length > 0) return part;
  return rest as T; // the same without an optional key
}

function mapOf(value: unknown): JsonMap {
  return isJsonMap(value) ? value : {};
}
