import { connectorSpec, type Cursor, type DatasourceNode, type PipelineNode } from '../../compiler/index.ts';
import { say, sentence } from '../../message/index.ts';
import { describeSchedule, describeText, type Text } from '../../time/index.ts';
import { columnsOf, movementSide } from '../movement-side.ts';
import type { Question } from '../question.ts';
import type { Reference } from '../reference-at.ts';
import { describeColumn } from './describe-key.ts';

const MOST_NAMES = 10;

/** What a name stands for. No credential is ever in it. */
export async function describeReference(
  reference: Reference,
  cursor: Cursor,
  question: Question,
): Promise<string | undefined> {
  switch (reference.kind) {
    case 'datasource':
      return describeDatasource(reference.name, question);
    case 'engine':
      return describeEngine(reference.name, question);
    case 'pipeline':
      return describePipeline(reference.name, question);
    case 'column':
      return columnType(reference, cursor, question);
  }
}

/** The connector that is named at the cursor. */
export async function describeConnector(cursor: Cursor, { words }: Question): Promise<string | undefined> {
  if (cursor.path.length !== 2 || cursor.path[1] !== 'connector') return undefined;
  const spec = await connectorSpec(cursor.text);
  return spec && `**${spec.name}**: ${spec.title}\n\n${words(sentence(spec.description))}`;
}

function describeDatasource(name: string, { project, words }: Question): string | undefined {
  const node = project.model?.datasources.get(name);
  if (node === undefined) return undefined;
  const users = (project.nodes ?? []).filter((pipeline) => uses(pipeline, node)).map((pipeline) => pipeline.name);
  const host = hostOf(node);
  return [
    words(say`datasource \`${name}\`, \`${node.type}\``),
    ...(host === undefined ? [] : [words(say`host \`${host}\``)]),
    users.length === 0 ? words(say`no pipeline uses it`) : words(say`used by ${listed(users)}`),
  ].join('\n\n');
}

/** The server, never what a URL may hold besides. */
function hostOf({ host, url, brokers, hosts, bucket }: DatasourceNode): string | undefined {
  const servers = [...brokers, ...(hosts ?? [])].map(describeText).join(', ');
  const address = /\/\/(?:[^/@?]*@)?([^/?;,]+)/.exec(textOf(url) ?? '')?.[1];
  return textOf(host) ?? (servers === '' ? undefined : servers) ?? address ?? bucket;
}

function textOf(text: Text | undefined): string | undefined {
  return text === undefined ? undefined : describeText(text);
}

function uses({ work, settings }: PipelineNode, { name }: DatasourceNode): boolean {
  if (work.kind !== 'movement') return false;
  return [work.source.datasource, work.sink.datasource, settings.dirty?.datasource].some(
    (one) => one?.name === name || one?.hadoop?.name === name,
  );
}

function describeEngine(name: string, { project, words }: Question): string | undefined {
  const node = project.model?.engines.get(name);
  if (node === undefined) return undefined;
  const type = [node.type, node.version].join(' ').trim();
  const mode = node.mode === undefined ? [] : [words(say`mode \`${node.mode}\``)];
  return [words(say`engine \`${name}\`, \`${type}\``), ...mode].join('\n\n');
}

function describePipeline(name: string, { project, words }: Question): string | undefined {
  const node = project.nodes?.find((candidate) => candidate.name === name || candidate.family === name);
  if (node === undefined) return undefined;
  return [
    words(say`pipeline \`${name}\``),
    ...(node.description === undefined ? [] : [node.description]),
    words(describeSchedule(node.schedule.schedule)),
    ...(node.owner === undefined ? [] : [words(say`owner \`${node.owner}\``)]),
  ].join('\n\n');
}

async function columnType(
  { name, of }: Extract<Reference, { kind: 'column' }>,
  cursor: Cursor,
  { project, words }: Question,
): Promise<string | undefined> {
  for (const role of of) {
    const { datasource } = await movementSide(cursor.definition, role, project.model);
    const column = columnsOf(cursor.definition, role, datasource).find((candidate) => candidate.name === name);
    if (column !== undefined) return describeColumn(name, column.type, words);
  }
  return undefined;
}

function listed(names: readonly string[]): string {
  const shown = names
    .slice(0, MOST_NAMES)
    .map((name) => `\`${name}\``)
    .join(', ');
  return names.length > MOST_NAMES ? `${shown}, …` : shown;
}
