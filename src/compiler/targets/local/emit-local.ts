import { holeTemplate, toTemplate, whenCursor, type ArtefactJob, type Template } from '../../artefact/index.ts';
import type { Text } from '../../../time/index.ts';
import type { FileFormatNode, PipelineNode, SinkNode, SourceNode } from '../../ir/index.ts';
import { child } from '../../text/index.ts';
import { columnTypeText } from '../column-type-text.ts';
import type { EmitContext } from '../emit-context.ts';
import { movementOf } from '../movement-of.ts';
import { optionTemplates } from '../option-templates.ts';
import type { LocalEmitter } from './format.ts';
import { localSinkColumns, localSourceColumns } from './local-columns.ts';
import { reportSettings } from './report-settings.ts';

/** Prints a movement for the engine in the process; its template is a `LocalJob`. */
export function emitLocal(
  pipeline: PipelineNode,
  source: LocalEmitter,
  sink: LocalEmitter,
  context: EmitContext,
): ArtefactJob {
  const movement = movementOf(context);
  reportSettings(context);
  const { errorRows = 0, bytesPerSecond } = pipeline.settings;
  const template: Template = {
    source: sourcePart(movement.source, source, context),
    transform: movement.transform === undefined ? null : { sql: toTemplate(movement.transform.sql, 'sql-string') },
    sink: sinkPart(movement.sink, movement.source, sink, context),
    settings: { errorRows, bytesPerSecond: bytesPerSecond ?? null },
  };
  return { file: 'job.json', template };
}

function sourcePart(source: SourceNode, emitter: LocalEmitter, context: EmitContext): Template {
  const escape = emitter.escape ?? 'sql-string';
  const sql = (text: Text | undefined): Template => (text === undefined ? null : toTemplate(text, escape));
  const tables = source.tables.map((table) => toTemplate(table));
  const { incremental } = source;
  return {
    connector: source.connector,
    connection: emitter.sourceConnection?.(source, context) ?? {},
    table: tables.length > 1 ? tables : (tables[0] ?? null),
    query: sql(source.query),
    path: plain(source.path),
    file: filePart(source.file),
    columns: localSourceColumns(source.columns),
    where: sql(source.where),
    incremental:
      incremental === undefined
        ? null
        : {
            column: incremental.column,
            type: columnTypeText(incremental.type),
            after: whenCursor(holeTemplate({ kind: 'cursor' })),
          },
    options: optionTemplates(source.options, {}, context, child(source.at, 'options')),
  };
}

function sinkPart(sink: SinkNode, source: SourceNode, emitter: LocalEmitter, context: EmitContext): Template {
  const escape = emitter.escape ?? 'sql-string';
  return {
    connector: sink.connector,
    connection: emitter.sinkConnection?.(sink, context) ?? {},
    table: plain(sink.table),
    path: plain(sink.path),
    file: filePart(sink.file),
    columns: localSinkColumns(sink.columns, source.columns),
    mode: sink.mode,
    key: sink.key,
    preSql: sink.preSql.map((text) => toTemplate(text, escape)),
    postSql: sink.postSql.map((text) => toTemplate(text, escape)),
    options: optionTemplates(sink.options, {}, context, child(sink.at, 'options')),
  };
}

function plain(text: Text | undefined): Template {
  return text === undefined ? null : toTemplate(text);
}

function filePart(file: FileFormatNode | undefined): Template {
  if (file === undefined) return null;
  const { type, delimiter, encoding, header, compression } = file;
  return {
    type,
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(header === undefined ? {} : { header }),
    ...(compression === undefined ? {} : { compression }),
  };
}
