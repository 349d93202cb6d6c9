import { type ColumnType, parseColumnType } from '../../../compiler/index.ts';
import { OperatingError } from '../../errors.ts';
import type { JobColumn, JobIncremental, JobSink, JobSource, ResolvedJob, Scalar, Settings } from './resolved-job.ts';

const MODES = ['append', 'upsert', 'replace', 'overwrite'] as const;

/**
 * Reads the filled template of a local job (compiler/targets/local/format.ts). Throws ENGINE_REFUSED
 * when it is not one: an artefact of another version, or a hole that nobody filled.
 */
export function readJob(template: unknown): ResolvedJob {
  const job = settingsAt(template, 'job');
  const settings = settingsAt(job['settings'] ?? {}, 'settings');
  const transform = job['transform'] ?? undefined;
  return {
    source: readSource(settingsAt(job['source'], 'source')),
    transform: transform === undefined ? undefined : textAt(settingsAt(transform, 'transform')['sql'], 'transform.sql'),
    sink: readSink(settingsAt(job['sink'], 'sink')),
    errorRows: typeof settings['errorRows'] === 'number' ? settings['errorRows'] : 0,
    bytesPerSecond: typeof settings['bytesPerSecond'] === 'number' ? settings['bytesPerSecond'] : undefined,
  };
}

function readSource(source: Settings): JobSource {
  const incremental = source['incremental'] ?? undefined;
  return {
    connector: textAt(source['connector'], 'source.connector'),
    connection: settingsAt(source['connection'] ?? {}, 'source.connection'),
    tables: textsAt(source['table'] ?? [], 'source.table'),
    query: optionalText(source['query'], 'source.query'),
    path: optionalText(source['path'], 'source.path'),
    file: settingsAt(source['file'] ?? {}, 'source.file'),
    columns: columnsAt(source['columns'], 'source.columns'),
    where: optionalText(source['where'], 'source.where'),
    incremental: incremental === undefined ? undefined : readIncremental(settingsAt(incremental, 'source.incremental')),
    options: settingsAt(source['options'] ?? {}, 'source.options'),
  };
}

function readIncremental(incremental: Settings): NonNullable<JobSource['incremental']> {
  return {
    column: textAt(incremental['column'], 'source.incremental.column'),
    type: typeAt(incremental['type'], 'source.incremental.type'),
    ...readBounds(incremental['after'], 'source.incremental.after'),
  };
}

/** One value is where the cursor stands; two are the ends of a range. */
function readBounds(after: unknown, where: string): Pick<JobIncremental, 'after' | 'until'> {
  if (typeof after !== 'object' || after === null) return { after: optionalText(after, where) };
  const range = settingsAt(after, where);
  return { after: textAt(range['value'], `${where}.value`), until: textAt(range['until'], `${where}.until`) };
}

function readSink(sink: Settings): JobSink {
  const mode = MODES.find((known) => known === sink['mode']);
  if (mode === undefined) throw malformed('sink.mode');
  return {
    connector: textAt(sink['connector'], 'sink.connector'),
    connection: settingsAt(sink['connection'] ?? {}, 'sink.connection'),
    table: optionalText(sink['table'], 'sink.table'),
    path: optionalText(sink['path'], 'sink.path'),
    file: settingsAt(sink['file'] ?? {}, 'sink.file'),
    columns: columnsAt(sink['columns'], 'sink.columns'),
    mode,
    key: textsAt(sink['key'] ?? [], 'sink.key'),
    preSql: textsAt(sink['preSql'] ?? [], 'sink.preSql'),
    postSql: textsAt(sink['postSql'] ?? [], 'sink.postSql'),
    options: settingsAt(sink['options'] ?? {}, 'sink.options'),
  };
}

function columnsAt(value: unknown, where: string): readonly JobColumn[] | '*' {
  if (value === '*' || value === undefined) return '*';
  if (!Array.isArray(value)) throw malformed(where);
  return value.map((item: unknown, index) => {
    const column = settingsAt(item, `${where}[${index}]`);
    const type = column['type'] ?? undefined;
    return {
      name: textAt(column['name'], `${where}[${index}].name`),
      type: type === undefined ? undefined : typeAt(type, `${where}[${index}].type`),
      from: optionalText(column['from'], `${where}[${index}].from`),
      value: scalarAt(column['value'], `${where}[${index}].value`),
    };
  });
}

/** A column type, by its text. */
export function typeAt(value: unknown, where: string): ColumnType {
  const type = parseColumnType(textAt(value, where));
  if ('problem' in type) throw malformed(where);
  return type;
}

/** A JSON object. */
export function settingsAt(value: unknown, where: string): Settings {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed(where);
  // A JSON object: its keys are strings, and each value is looked at where it is read.
  return value as Settings;
}

/** A text that has to be there. */
export function textAt(value: unknown, where: string): string {
  if (typeof value !== 'string') throw malformed(where);
  return value;
}

/** Empty text counts as absent: a cursor that is not there yet is bound to ''. */
export function optionalText(value: unknown, where: string): string | undefined {
  return value === undefined || value === null || value === '' ? undefined : textAt(value, where);
}

/** A list of texts, or one. */
export function textsAt(value: unknown, where: string): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (!Array.isArray(value)) throw malformed(where);
  return value.map((item: unknown) => textAt(item, where));
}

function scalarAt(value: unknown, where: string): Scalar | undefined {
  if (value === undefined || value === null) return value;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw malformed(where);
}

function malformed(where: string): OperatingError {
  return new OperatingError('ENGINE_REFUSED', `the compiled job is not a local job: ${where} is not as expected`, {
    retryable: false,
    help: 'Compile the project again with this version of Sluice.',
  });
}
