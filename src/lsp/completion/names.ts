import { CONNECTOR_NAMES, connectorSpec, type Cursor, type Path } from '../../compiler/index.ts';
import { describeSchedule } from '../../time/index.ts';
import { member, textMember } from '../members.ts';
import { columnsOf, engineOf, movementSide } from '../movement-side.ts';
import type { Question } from '../question.ts';
import { columnSides, referenceKind } from '../reference-at.ts';
import type { Proposal } from './proposal.ts';

/** Names of the project that may stand at a path: engines, datasources, pipelines, columns, connectors. */
export async function proposeNames(path: Path, cursor: Cursor, question: Question): Promise<Proposal[]> {
  switch (referenceKind(question.kind, path)) {
    case 'engine':
      return engines(cursor, question);
    case 'datasource':
      return datasources(path, question);
    case 'pipeline':
      return pipelines(cursor, question);
    case 'column':
      return columns(path, cursor, question);
    case undefined:
      return question.kind === 'pipeline' && path.length === 2 && path[1] === 'connector'
        ? connectors(path, cursor, question)
        : [];
  }
}

function engines({ definition }: Cursor, { kind, project }: Question): Proposal[] {
  // sluice.yaml itself is read as it stands, not as it was last understood
  const written = kind === 'project' ? member(definition, 'engines') : undefined;
  if (typeof written === 'object' && written !== null)
    return Object.keys(written).map((name) => ({
      label: name,
      kind: 'name',
      detail: textMember(written, name, 'type') ?? '',
    }));
  return [...(project.model?.engines.values() ?? [])].map(({ name, type, version }) => ({
    label: name,
    kind: 'name',
    detail: [type, version].join(' ').trim(),
  }));
}

function datasources(path: Path, { project }: Question): Proposal[] {
  const clusters = path.at(-1) === 'hadoop' || path[0] === 'settings';
  return [...(project.model?.datasources.values() ?? [])]
    .filter(({ type }) => !clusters || type === 'hadoop')
    .map(({ name, type }) => ({ label: name, kind: 'name', detail: type }));
}

function pipelines(cursor: Cursor, { project, words }: Question): Proposal[] {
  const own = textMember(cursor.definition, 'name');
  const names = new Set(
    (project.definitions ?? []).map(({ name }) => name).filter((name) => name !== '' && name !== own),
  );
  const nodes = new Map((project.nodes ?? []).map((node) => [node.name, node]));
  return [...names].map((name) => {
    const node = nodes.get(name);
    return {
      label: name,
      kind: 'name',
      ...(node === undefined ? {} : { detail: words(describeSchedule(node.schedule.schedule)) }),
      ...(node?.description === undefined ? {} : { documentation: node.description }),
    };
  });
}

async function columns(path: Path, cursor: Cursor, { project }: Question): Promise<Proposal[]> {
  const found = new Map<string, string | undefined>();
  for (const role of columnSides(path)) {
    const { datasource } = await movementSide(cursor.definition, role, project.model);
    for (const { name, type } of columnsOf(cursor.definition, role, datasource))
      if (!found.has(name)) found.set(name, type);
    // a sink's own columns are all that its key can name
    if (found.size > 0) break;
  }
  return [...found].map(([name, type]) => ({
    label: name,
    kind: 'column',
    ...(type === undefined ? {} : { detail: type }),
  }));
}

async function connectors(path: Path, cursor: Cursor, { project }: Question): Promise<Proposal[]> {
  const role = path[0] === 'sink' ? 'sink' : 'source';
  const engine = engineOf(cursor.definition, project.model);
  const specs = await Promise.all(CONNECTOR_NAMES.map(connectorSpec));
  return specs
    .filter((spec) => spec !== undefined)
    .filter((spec) => engine === undefined || spec[role][engine.type] !== undefined)
    .map(({ name, title, description }) => ({ label: name, kind: 'name', detail: title, documentation: description }));
}
