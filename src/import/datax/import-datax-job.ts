import { say, type Message } from '../../message/index.ts';
import { didYouMean, makeDiagnostic, type Diagnostic } from '../../compiler/diagnostics/index.ts';
import type { PipelineDefinition } from '../../compiler/syntax/index.ts';
import type { DatasourcePool } from '../definition/datasource-pool.ts';
import { compileDefinition, type ImportSetup } from '../sync-job/compile-definition.ts';
import { sinkOf, sourceOf, type EndReference } from '../sync-job/definition-of.ts';
import { emptyDraft, type ReadContext } from '../sync-job/end-draft.ts';
import { failedJob, jobWithoutParts, wouldNotCompile, type ImportedJob } from '../sync-job/imported-job.ts';
import { findParts, type JobEnd } from '../sync-job/job-parts.ts';
import { isJsonMap, pathOf, type JsonMap } from '../sync-job/json-map.ts';
import { Notes } from '../sync-job/notes.ts';
import { Placeholders } from '../sync-job/placeholders.ts';
import { readPlugin } from '../sync-job/read-plugin.ts';
import { UsedDatasources } from '../sync-job/used-datasources.ts';
import { carryOptions } from './carry-options.ts';
import { dataxConnection } from './datax-connection.ts';
import type { DataxPlugin } from './datax-plugin.ts';
import { DATAX_PLUGIN_NAMES, findDataxPlugin } from './find-datax-plugin.ts';
import { listDifferences } from './list-differences.ts';
import { withPlainTypes } from './read-datax-columns.ts';
import { readDataxSettings } from './read-datax-settings.ts';
import { noteTakenOut } from './note-taken-out.ts';
import { refuseUnsayable } from './refuse-unsayable.ts';
import { selectColumns } from './select-columns.ts';

/** What one reader or writer of DataX says. */
export interface DataxEnd {
  readonly context: ReadContext;
  readonly plugin: DataxPlugin;
  readonly end: JobEnd;
}

/**
 * Makes a pipeline of a DataX job. There is no printed job to compare with, since no engine of ours reads
 * that format: what has no counterpart is in the differences instead, and what would change rows is refused.
 */
export function importDataxJob(
  root: unknown,
  file: string,
  name: string,
  pool: DatasourcePool,
  setup: ImportSetup,
): ImportedJob {
  const found = findParts(root, 'flinkx');
  if ('problem' in found) return jobWithoutParts(found.problem, found.isJob, file);
  const { parts } = found;
  const notes = new Notes();
  const placeholders = new Placeholders(notes);
  const reader = readEnd(parts.reader, 'source', file, notes, placeholders, setup);
  const writer = readEnd(parts.writer, 'sink', file, notes, placeholders, setup);
  if ('problem' in reader || 'problem' in writer)
    return failedJob([reader, writer].flatMap((end) => ('problem' in end ? [end.problem] : [])));
  const unsayable = refuseUnsayable(root, reader, writer, file);
  if (unsayable.length > 0) return failedJob(unsayable);
  selectColumns(reader, notes);
  const used = new UsedDatasources(pool);
  const settings = readDataxSettings(parts.setting, setup.target, reader.context.draft.splitBy !== undefined, notes);
  const definition: PipelineDefinition = {
    name,
    schedule: 'manual',
    engine: setup.engine,
    ...placeholders.params,
    source: sourceOf(reader.context, referTo(reader, used), parts.reader.path),
    sink: sinkOf(writer.context, reader.context.draft, referTo(writer, used), parts.writer.path),
    ...(Object.keys(settings).length === 0 ? {} : { settings }),
  };
  const datasources = used.definitions;
  const written = structuredClone(definition);
  const compiled = compileDefinition(definition, datasources, setup, notes);
  if (compiled.job === undefined) return failedJob(compiled.errors.map((error) => wouldNotCompile(error, file)));
  const lost = noteTakenOut(written, compiled.definition, [reader, writer], notes);
  if (lost !== undefined) return failedJob([lostRows(lost, file, setup.target)]);
  return {
    definition: compiled.definition,
    datasources: datasources.map((each) => each.name),
    differences: listDifferences(root, [reader, writer], notes),
    problems: [],
    isOther: false,
  };
}

function readEnd(
  end: JobEnd,
  role: 'source' | 'sink',
  file: string,
  notes: Notes,
  placeholders: Placeholders,
  setup: ImportSetup,
): DataxEnd | { readonly problem: Diagnostic } {
  const plugin = findDataxPlugin(end.name);
  const connector = plugin === undefined ? undefined : setup.connectors.get(plugin.connector)?.spec;
  const side = connector?.[role][setup.target];
  if (plugin === undefined || plugin.role !== role || connector === undefined || side === undefined)
    return { problem: noCounterpart(end.name, role, file, setup.target, plugin) };
  const refusals: Message[] = [];
  const context: ReadContext = {
    role,
    target: setup.target,
    plugin,
    connector,
    precision: true,
    draft: emptyDraft(),
    notes,
    placeholders,
    refusals,
  };
  const path = pathOf(end.path, 'parameter');
  noteOtherAddresses(end, path, notes);
  readPlugin(ofOurShape(end.parameter), path, context);
  context.draft.options = carryOptions(context.draft.options, side, path, notes);
  const [refusal] = refusals;
  if (refusal === undefined) return { context, plugin, end };
  const at = { file, path: ['job', 'content', 0, role === 'source' ? 'reader' : 'writer'], part: 'value' } as const;
  const help = say`rows would be written otherwise than the job says`;
  return { problem: makeDiagnostic('SL0923', at, refusal, { help }) };
}

/** DataX tries several addresses of one database in turn; a datasource has one. */
function noteOtherAddresses({ parameter }: JobEnd, path: string, notes: Notes): void {
  const [connection] = Array.isArray(parameter['connection']) ? (parameter['connection'] as unknown[]) : [];
  const addresses = isJsonMap(connection) ? connection['jdbcUrl'] : undefined;
  if (!Array.isArray(addresses)) return;
  for (let index = 1; index < addresses.length; index += 1)
    notes.add(
      `${path}.connection[0].jdbcUrl[${index}]`,
      'not-carried',
      say`DataX tries the addresses in turn; the datasource has the first: see whether it is the one that answers`,
    );
}

/** Types in our words, a column list that is one text as a list. */
function ofOurShape(parameter: JsonMap): JsonMap {
  return 'column' in parameter ? { ...parameter, column: withPlainTypes(parameter['column']) } : parameter;
}

function noCounterpart(
  name: string,
  role: 'source' | 'sink',
  file: string,
  target: string,
  plugin: DataxPlugin | undefined,
): Diagnostic {
  const path = ['job', 'content', 0, role === 'source' ? 'reader' : 'writer', 'name'];
  const near = plugin === undefined ? didYouMean(name, DATAX_PLUGIN_NAMES) : undefined;
  const message =
    plugin === undefined
      ? say`Sluice has no counterpart of DataX’s \`${name}\``
      : say`on ${target} there is no counterpart of DataX’s \`${name}\``;
  return makeDiagnostic('SL0922', { file, path, part: 'value' }, message, {
    help: near === undefined ? say`docs/import.md lists what is imported of DataX` : say`did you mean \`${near}\`?`,
  });
}

function referTo({ context, plugin }: DataxEnd, used: UsedDatasources): EndReference {
  return used.refer(dataxConnection(context, plugin), context.connector.name);
}

function lostRows(key: string, file: string, target: string): Diagnostic {
  const at = { file, path: ['job', 'content', 0], part: 'value' } as const;
  return makeDiagnostic('SL0925', at, say`nothing on ${target} says what \`${key}\` says`, {
    notes: [say`without it other rows would be moved`],
    help: say`write the pipeline by hand, with a \`query\` or on another engine`,
  });
}
