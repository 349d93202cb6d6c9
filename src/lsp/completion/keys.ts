import type { Cursor, OptionSpec, Path } from '../../compiler/index.ts';
import { sentence } from '../../message/index.ts';
import { member } from '../members.ts';
import type { Question } from '../question.ts';
import { schemasAt } from '../schema-walk.ts';
import { allowedKeys, datasourceKeys } from './allowed-keys.ts';
import { optionsAt } from './option-specs.ts';
import { escapeSnippet, type Proposal, writtenText } from './proposal.ts';
import { skeletonOf } from './skeleton.ts';

/** Keys that the map around the cursor may still get. */
export async function proposeKeys(cursor: Cursor, question: Question): Promise<Proposal[]> {
  const path = cursor.path.slice(0, -1);
  const own = cursor.path.at(-1);
  const written = member(cursor.definition, ...path);
  const taken = new Set(typeof written === 'object' && written !== null ? Object.keys(written) : []);
  if (typeof own === 'string') taken.delete(own);
  const proposals = [
    ...(await schemaKeys(path, cursor, question)),
    ...overlaidNames(path, question),
    ...(await optionKeys(path, cursor, question)),
  ];
  const hasValue = question.file.text.charAt(cursor.end) === ':';
  return (
    proposals
      .filter(({ label }) => !taken.has(label))
      // a key that is only renamed keeps its value
      .map((proposal) =>
        hasValue ? { ...proposal, snippet: escapeSnippet(writtenText(proposal.label, cursor)) } : proposal,
      )
  );
}

async function schemaKeys(path: Path, cursor: Cursor, question: Question): Promise<Proposal[]> {
  const { kind, project, words } = question;
  const maps = schemasAt(kind, path).filter(({ properties }) => properties !== undefined);
  const names = [...new Set(maps.flatMap(({ properties }) => Object.keys(properties ?? {})))];
  const allowed =
    kind === 'pipeline'
      ? await allowedKeys(names, path, cursor, project.model)
      : kind === 'datasource' && path.length === 0
        ? await datasourceKeys(names, cursor.definition)
        : names;
  return allowed.map((name) => {
    const node = maps.find(({ properties }) => Object.hasOwn(properties ?? {}, name))?.properties?.[name];
    const forms = schemasAt(kind, [...path, name]);
    return {
      label: name,
      kind: 'key',
      ...(node?.description === undefined ? {} : { documentation: words(sentence(node.description)) }),
      snippet: `${name}${skeletonOf(name, forms, cursor.flow)}`,
    };
  });
}

/** In an environment of sluice.yaml: the datasources and engines that it may change. */
function overlaidNames(path: Path, { kind, project }: Question): Proposal[] {
  if (kind !== 'project' || path.length !== 3 || path[0] !== 'environments') return [];
  const names =
    path[2] === 'datasources' ? project.model?.datasources : path[2] === 'engines' ? project.model?.engines : undefined;
  return [...(names?.values() ?? [])].map(({ name, type }) => ({
    label: name,
    kind: 'name',
    detail: type,
    snippet: `${name}:\n  $1`,
  }));
}

async function optionKeys(path: Path, cursor: Cursor, { kind, project, words }: Question): Promise<Proposal[]> {
  const table = kind === 'pipeline' ? await optionsAt(path, cursor.definition, project.model) : undefined;
  return Object.entries(table?.specs ?? {}).map(([name, option]) => ({
    label: name,
    kind: 'key',
    detail: table?.owner ?? '',
    documentation: words(sentence(option.description)),
    snippet: `${escapeSnippet(writtenText(name, cursor))}${optionSkeleton(option, cursor.flow)}`,
    preferred: option.required === true,
  }));
}

function optionSkeleton({ type, values, default: fallback }: OptionSpec, flow: boolean): string {
  if (values !== undefined) return `: \${1|${values.join(',')}|}`;
  switch (type) {
    case 'boolean':
      return fallback === true ? ': ${1|false,true|}' : ': ${1|true,false|}';
    case 'string-list':
    case 'integer-list':
    case 'list':
      return ': [$1]';
    case 'text-map':
    case 'object':
      return flow ? ': { $1 }' : ':\n  $1';
    case 'object-list':
      return flow ? ': [{ $1 }]' : ':\n  - $1';
    default:
      return fallback === undefined ? ': $1' : `: \${1:${escapeSnippet(String(fallback))}}`;
  }
}
