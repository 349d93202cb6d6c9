import { say } from '../../../message/index.ts';
import { toTemplate, type Template, type TextOrTemplate } from '../../artefact/index.ts';
import type { Carried, ParameterSpec } from '../../connector/index.ts';
import { listWords, makeDiagnostic, roleWord } from '../../diagnostics/index.ts';
import type { Text } from '../../../time/index.ts';
import { child } from '../../text/index.ts';
import type { TemplateMap } from '../option-templates.ts';
import { columnsAs, keyIndexes } from './columns-value.ts';
import { connectionValue } from './connection-value.ts';
import { jsonOf } from './json-value.ts';
import { cursorStart, startValue } from './start-value.ts';
import { tableColumns } from './table-columns.ts';
import { tableMatchAs, tablesAs } from './table-value.ts';
import { textsAs, type PluginUse } from './plugin-use.ts';

/** The value of a common field or a part of the datasource, as this parameter writes it; undefined where there is none. */
export function carriedValue(carries: Carried, spec: ParameterSpec, use: PluginUse): Template | undefined {
  const { node } = use;
  const source = node.kind === 'source' ? node : undefined;
  const sink = node.kind === 'sink' ? node : undefined;
  switch (carries) {
    case 'table':
      return tablesAs(spec, use);
    case 'table.match':
      return source && tableMatchAs(spec, use);
    case 'table.columns':
      return tableColumns(use);
    case 'query':
      return text(source?.query);
    case 'where':
      if (source?.where === undefined) return undefined;
      if (spec.type === 'object') return jsonOf(source.where, 'where', use);
      return spec.type === 'string-list' ? [toTemplate(source.where)] : text(source.where);
    case 'path':
      if (node.path === undefined) return undefined;
      return textsAs([node.path, ...(source?.otherPaths ?? [])], spec, use, child(node.at, 'path'));
    case 'splitBy':
      return source?.splitBy;
    case 'columns':
      return columnsAs(spec, use);
    case 'mode':
      return sink && modeAs(spec.words?.[sink.mode], spec);
    case 'key':
      return sink === undefined || sink.key.length === 0 ? undefined : textsAs(sink.key, spec, use);
    case 'key.index':
      return keyIndexes(spec, use);
    case 'partition':
      return text(sink?.partition);
    case 'preSql':
      return sink && statements(sink.preSql);
    case 'postSql':
      return sink && statements(sink.postSql);
    case 'file.type':
      return node.file && wordFor(node.file.type, 'file', spec, use);
    case 'file.delimiter':
      return node.file?.delimiter;
    case 'file.encoding':
      return node.file?.encoding;
    case 'file.header':
      return node.file?.header;
    case 'file.compression':
      return node.file?.compression === undefined
        ? undefined
        : spec.words === undefined
          ? node.file.compression
          : wordFor(node.file.compression, 'file', spec, use);
    case 'incremental.column':
      return source?.incremental?.column;
    case 'incremental.start':
      return source?.incremental && cursorStart();
    case 'start.kind':
    case 'start.time':
    case 'start.offsets':
    case 'start.file':
    case 'start.position':
    case 'start.scn':
    case 'start.lsn':
      return source?.start && startValue(carries, spec, source.start, use);
    default:
      return node.datasource && connectionValue(carries, spec, node.datasource, use);
  }
}

/** A required key that neither a field nor an option has filled, in the author's words. */
export function reportMissing(key: string, spec: ParameterSpec, { plugin, node, context }: PluginUse): void {
  const { carries } = spec;
  const ofDatasource = carries?.startsWith('datasource.') === true;
  if (ofDatasource && node.datasource === undefined) return; // a datasource is missing: another finding
  const field = ofDatasource ? carries.slice('datasource.'.length) : (carries?.split('.')[0] ?? key);
  const isOwnCluster = field === 'hadoopConfig' && node.datasource?.type === 'hadoop';
  const shown = isOwnCluster ? 'properties' : ofDatasource ? (AUTHORS_WORD[field] ?? field) : field;
  const message = ofDatasource
    ? say`datasource \`${node.datasource?.name ?? ''}\` has no \`${shown}\``
    : say`the ${roleWord(node.kind)} has no \`${shown}\``;
  const where = ofDatasource
    ? (node.datasource?.at ?? node.at)
    : { ...(carries === undefined ? child(node.at, 'options') : node.at), part: 'key' as const };
  context.report(
    makeDiagnostic('SL0203', where, message, {
      notes: [say`\`${plugin.name}\` does not start without \`${key}\``],
      help: carries === undefined ? say`add \`${key}\` to \`options\`` : say`add \`${shown}\``,
    }),
  );
}

/** None of several keys of which one is needed has a value. */
export function reportNoneOf(group: readonly string[], parameter: TemplateMap, use: PluginUse): void {
  if (group.some((key) => parameter[key] !== undefined)) return;
  const [key] = group;
  const spec = key === undefined ? undefined : use.plugin.parameters[key];
  if (key !== undefined && spec !== undefined) reportMissing(key, spec, use);
}

/** What an author writes for a part of a datasource that the engine has under one key. */
const AUTHORS_WORD: Readonly<Record<string, string>> = {
  jdbcUrl: 'host` or `url',
  hostPort: 'host',
  urlAndPath: 'url',
  otherHosts: 'hosts',
  propertiesOnHadoop: 'properties',
  hadoopConfig: 'hadoop',
};

/** The engine's word for a mode; where it asks yes or no, `true` or `false`. */
function modeAs(word: string | undefined, { type }: ParameterSpec): string | boolean | undefined {
  return type === 'boolean' && word !== undefined ? word === 'true' : word;
}

function text(value: Text | undefined): TextOrTemplate | undefined {
  return value === undefined ? undefined : toTemplate(value);
}

function statements(texts: readonly Text[]): Template | undefined {
  return texts.length === 0 ? undefined : texts.map((each) => toTemplate(each));
}

/** The engine's word for one of ours; a word that it does not have is reported. */
function wordFor(
  word: string,
  field: string,
  spec: ParameterSpec,
  { plugin, node, context }: PluginUse,
): string | undefined {
  const engineWord = spec.words?.[word];
  if (engineWord !== undefined || spec.words === undefined) return engineWord ?? word;
  context.report(
    makeDiagnostic('SL0204', child(node.at, field), say`\`${plugin.name}\` knows no \`${word}\``, {
      help: say`it knows ${listWords(Object.keys(spec.words))}`,
    }),
  );
  return undefined;
}
