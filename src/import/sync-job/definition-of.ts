import { say } from '../../message/index.ts';
import type {
  ColumnDefinition,
  FileDefinition,
  PipelineDefinition,
  SinkDefinition,
  SourceDefinition,
} from '../../compiler/syntax/index.ts';
import { takesTablePattern } from '../../compiler/connector/index.ts';
import { cursorType } from './author-type.ts';
import type { EndDraft, ReadContext } from './end-draft.ts';
import type { Notes } from './notes.ts';
import { startOf } from './read-start.ts';

/** Where an end gets its rows from or brings them to: a datasource, and the connector where that does not say it. */
export interface EndReference {
  readonly datasource?: string;
  readonly connector?: string;
}

/** The source that a reader is. */
export function sourceOf(context: ReadContext, end: EndReference, path: string): SourceDefinition {
  const { draft, notes, plugin } = context;
  const { tables, tableMatch, query, where, splitBy, options } = draft;
  const columns = withCursorType(draft);
  const start = startOf(draft.start, notes);
  const incremental = incrementalOf(draft);
  if (query !== undefined && tables.length > 0)
    notes.add(`${path}.parameter.connection`, 'ignored-by-engine', say`the engine reads the query, not the table`);
  const named = tables.length > 1 ? tables : tables[0];
  // streams of changes read every table where none is named
  const readsAll =
    named === undefined && query === undefined && draft.path === undefined && takesTablePattern({ plugin });
  const match = tableMatch ?? (readsAll ? '.*' : undefined);
  return {
    ...(end.connector === undefined ? {} : { connector: end.connector }),
    ...(end.datasource === undefined ? {} : { datasource: end.datasource }),
    ...(query !== undefined
      ? { query }
      : match !== undefined
        ? { table: { match } }
        : named === undefined
          ? {}
          : { table: named }),
    ...(draft.path === undefined ? {} : { path: draft.path }),
    ...fileOf(context),
    ...(columns === undefined || columns === '*' ? {} : { columns: columns.map(shortColumn) }),
    ...(where === undefined ? {} : { where }),
    ...(splitBy === undefined ? {} : { splitBy }),
    ...(incremental === undefined ? {} : { incremental }),
    ...(start === undefined ? {} : { start }),
    ...optionsOf(options),
  };
}

/** The sink that a writer is. Its columns are written only where they differ from what the source has. */
export function sinkOf(context: ReadContext, source: EndDraft, end: EndReference, path: string): SinkDefinition {
  const { draft, notes } = context;
  const { mode, partition, preSql, postSql, options } = draft;
  const columns = sinkColumns(source.columns, draft.columns, path, notes);
  const key = keyIsRead(context, path)
    ? [...draft.key, ...draft.keyIndexes.flatMap((index) => nameAt(draft.columns ?? source.columns, index))]
    : [];
  const [table] = draft.tables;
  return {
    ...(end.connector === undefined ? {} : { connector: end.connector }),
    ...(end.datasource === undefined ? {} : { datasource: end.datasource }),
    ...(table === undefined ? {} : { table }),
    ...(draft.path === undefined ? {} : { path: draft.path }),
    ...fileOf(context),
    ...(mode === undefined || mode === 'append' ? {} : { mode }),
    ...(key.length === 0 ? {} : { key }),
    ...(columns === undefined ? {} : { columns: columns.map(shortColumn) }),
    ...(partition === undefined ? {} : { partition }),
    ...(preSql.length === 0 ? {} : { preSql }),
    ...(postSql.length === 0 ? {} : { postSql }),
    ...optionsOf(options),
  };
}

/** Where rows are appended nobody looks for them by a key, unless the writer has no mode at all. */
function keyIsRead({ draft, plugin: { parameters }, notes }: ReadContext, path: string): boolean {
  const entries = Object.entries(parameters);
  const hasMode = entries.some(([, { carries, words = {} }]) => carries === 'mode' && Object.keys(words).length > 1);
  if (!hasMode || (draft.mode !== undefined && draft.mode !== 'append')) return true;
  for (const [name, { carries, members }] of entries)
    if (carries === 'key' || members?.['key']?.carries === 'key')
      notes.add(
        `${path}.parameter.${name}`,
        'ignored-by-engine',
        say`rows that are appended are not looked for by a key`,
      );
  return false;
}

/** A column that is only named is written as its name; one with a type of one word, as both. */
function shortColumn(column: ColumnDefinition): string | ColumnDefinition {
  const { name, type, ...rest } = column;
  if (name === undefined || Object.keys(rest).length > 0 || /\s/.test(name)) return column;
  return type === undefined && name !== '*' ? name : column;
}

function optionsOf(options: Record<string, unknown>): Pick<PipelineDefinition['source'] & object, 'options'> {
  return Object.keys(options).length === 0 ? {} : { options };
}

/** A file without a type that we know is text with a delimiter. */
function fileOf({ draft: { file }, plugin }: ReadContext): Pick<SourceDefinition, 'file'> {
  if (Object.keys(file).length === 0) return {};
  // the types of a plugin are ours
  const type = (plugin.fileTypes?.[0] ?? 'csv') as NonNullable<FileDefinition['type']>;
  return { file: file.type === undefined ? { type, ...file } : file };
}

function nameAt(columns: EndDraft['columns'], index: number): string[] {
  const name = columns === undefined || columns === '*' ? undefined : columns[index]?.name;
  return name === undefined ? [] : [name];
}

function incrementalOf({ incrementalColumn, incrementalFrom, columns }: EndDraft): SourceDefinition['incremental'] {
  if (incrementalColumn === undefined) return undefined;
  const column = typeof incrementalColumn === 'string' ? incrementalColumn : nameAt(columns, incrementalColumn)[0];
  if (column === undefined) return undefined;
  return { column, ...(incrementalFrom === undefined ? {} : { from: incrementalFrom }) };
}

/** The column that a cursor follows needs a type of ours, beside the engine's word. */
function withCursorType(draft: EndDraft): EndDraft['columns'] {
  const column = incrementalOf(draft)?.column;
  const { columns } = draft;
  if (column === undefined || columns === undefined || columns === '*') return columns;
  return columns.map((each) => {
    if (each.name !== column || each.type !== undefined || each.nativeType === undefined) return each;
    const type = cursorType(each.nativeType);
    return type === undefined ? each : { ...each, type };
  });
}

/** By position where the counts are equal, by name where the writer has fewer; undefined where they say nothing new. */
function sinkColumns(
  reader: EndDraft['columns'],
  writer: EndDraft['columns'],
  path: string,
  notes: Notes,
): ColumnDefinition[] | undefined {
  if (writer === undefined || writer === '*') return undefined;
  const written = writer.map(({ name, type, nativeType, comment }) => ({
    ...(name === undefined ? {} : { name }),
    ...(type === undefined ? {} : { type }),
    ...(nativeType === undefined ? {} : { nativeType }),
    ...(comment === undefined ? {} : { comment }),
  }));
  if (reader === undefined || reader === '*') return written;
  if (reader.length === written.length) {
    const isSame = written.every((column, index) => saysNothingNew(column, reader[index]));
    return isSame ? undefined : written;
  }
  if (reader.length > written.length)
    notes.add(
      path.replace(/writer$/, 'reader.parameter'),
      'ignored-by-engine',
      say`the writer takes columns by position, and has none for the last ones`,
    );
  else
    notes.add(
      `${path}.parameter`,
      'ignored-by-engine',
      say`no column of the reader feeds the last ones, and the engine fails on them`,
    );
  return written.slice(0, reader.length).map((column, index) => ({ ...column, from: nameOf(reader[index]) }));
}

function nameOf(column: ColumnDefinition | undefined): string {
  return column?.name ?? `c${column?.index ?? ''}`;
}

function saysNothingNew(written: ColumnDefinition, read: ColumnDefinition | undefined): boolean {
  if (read === undefined || written.name !== read.name || written.comment !== read.comment) return false;
  const hasType = written.type !== undefined || written.nativeType !== undefined;
  return !hasType || (written.type === read.type && written.nativeType === read.nativeType);
}
