import { describe, expect, test } from 'vitest';
import { compileArtefact } from '../../src/compiler/artefact/index.ts';
import { connectorOfDatasource } from '../../src/compiler/connectors/index.ts';
import { lowerPipeline, lowerProject, withFreezes } from '../../src/compiler/lower/index.ts';
import { artefactOf } from '../../src/compiler/normalise-pipeline.ts';
import { bySeriousness, MEANINGS, pipelineChanges } from '../../src/compiler/plan/index.ts';
import type { Artefact } from '../../src/compiler/index.ts';
import type { PipelineDefinition } from '../../src/compiler/syntax/index.ts';
import { datasourceSchema } from '../../src/compiler/syntax/schema/datasource-schema.ts';
import { pipelineSchema } from '../../src/compiler/syntax/schema/pipeline-schema.ts';
import { projectSchema } from '../../src/compiler/syntax/schema/project-schema.ts';
import type { Path } from '../../src/compiler/text/index.ts';
import { leavesOf, withLeaf } from '../support/edit-leaf.ts';
import { leastMeaning } from '../support/least-meanings.ts';
import { otherValue } from '../support/other-value.ts';
import { planBetween } from '../support/plan-of-values.ts';
import { schemaLeaves } from '../support/schema-leaves.ts';
import { NO_CHANGE, WHOLE_DATASOURCES, WHOLE_PIPELINES, WHOLE_PROJECT } from '../support/whole-definitions.ts';

interface Project {
  readonly project: unknown;
  readonly datasources: readonly unknown[];
}

const at = (file: string) => ({ file, path: [], part: 'value' as const });

/** The artefact of a definition whose every field says something, whether or not one engine takes them all. */
function artefactFor(definition: unknown, { project, datasources }: Project): Artefact {
  const placed = datasources.map((value, index) => ({ value, at: at(`datasources/${index}.yaml`) }));
  const { model } = lowerProject(
    { value: project, at: at('sluice.yaml') },
    placed,
    'prod',
    connectorOfDatasource,
    true,
  );
  if (model === undefined) throw new Error('the project is right');
  const written = definition as PipelineDefinition; // of the right shape, which the schema's test below sees to
  const { node } = lowerPipeline(written, at('pipelines/it.yaml'), model);
  if (node === undefined) throw new Error('the pipeline has an engine and two ends');
  return artefactOf(withFreezes(node, model.freezes ?? []), { file: 'job.json', template: null }, model);
}

const PROJECT: Project = { project: WHOLE_PROJECT, datasources: WHOLE_DATASOURCES };

function isSilent(kind: keyof typeof NO_CHANGE, path: Path): boolean {
  return NO_CHANGE[kind].some((silent) => silent.test(path.join('/')));
}

function schemaPath(path: Path, maps: RegExp): string {
  const steps = path.map((step) => (typeof step === 'number' ? '*' : step)).join('/');
  return steps
    .replace(maps, '$1/*')
    .replace(/^((?:source|sink|settings|engines\/\*)\/options|environments\/\*\/engines\/\*\/options)\/.*$/, '$1');
}

const pathsChanged = (one: Artefact, other: Artefact): readonly string[] =>
  pipelineChanges(one, other).map(({ path }) => path);

/** A plan has no value that no reason of ours explains, and says of the edited field at least what it means. */
function expectMeaning(one: Artefact, other: Artefact, kind: keyof typeof NO_CHANGE, path: Path): void {
  const { changes } = planBetween({ pipelines: [compileArtefact(one)] }, { pipelines: [compileArtefact(other)] });
  const findings = changes.flatMap((change) => change.findings);
  expect(findings.filter(({ reason }) => reason === 'OTHER_CHANGE')).toEqual([]);
  const [most] = bySeriousness(findings.map(({ meaning }) => meaning));
  // another name is no value of a pipeline, and told all the same
  const isMoved = changes.some(({ action }) => action === 'move');
  if (isSilent(kind, path) && !isMoved) expect(most).toBeUndefined();
  else expect(MEANINGS.slice(0, MEANINGS.indexOf(leastMeaning(kind, path)) + 1)).toContain(most);
}

describe('an edit of a field is a change of the value that the field says', () => {
  const edits = WHOLE_PIPELINES.flatMap((definition, index) =>
    leavesOf(definition).map((path) => [`${index} /${path.join('/')}`, definition, path] as const),
  );
  const MAPS = /^(params|source\/start\/offsets)\/[^/]+/;

  test.each(edits)('pipeline %s', (_, definition, path) => {
    const other = withLeaf(definition, path, (was) => otherValue(was, path));
    const changed = pathsChanged(artefactFor(definition, PROJECT), artefactFor(other, PROJECT));
    if (isSilent('pipeline', path)) expect(changed).toEqual([]);
    else expect(changed).toContain(pointerOf(path, other));
    expectMeaning(artefactFor(definition, PROJECT), artefactFor(other, PROJECT), 'pipeline', path);
  });

  test('every field of a pipeline is edited', () => {
    const edited = new Set(edits.map(([, , path]) => schemaPath(path, MAPS)));
    expect(schemaLeaves(pipelineSchema).filter((leaf) => !edited.has(leaf))).toEqual([]);
  });
});

/** Where a plan shows the value of a field: things of a list by their names, short forms as the long ones. */
function pointerOf(path: Path, definition: unknown): string {
  const [first, second, third, ...more] = path;
  const columns = second === 'columns' && (first === 'source' || first === 'sink');
  if (columns && typeof third === 'number') {
    const column = [first, second, third].reduce<unknown>(
      (value, step) => Reflect.get(Object(value), step),
      definition,
    );
    const name =
      typeof column === 'string' ? column.split(' ')[0] : (Reflect.get(Object(column), 'name') ?? `c${third}`);
    const field = more[0] ?? 'name';
    return field === 'name' ? `/${first}/columns/${name}` : `/${first}/columns/${name}/${field}`;
  }
  const steps = path.filter((step) => typeof step === 'string').join('/');
  const long: Readonly<Record<string, string>> = {
    engine: 'engine/name',
    pool: 'pool/name',
    alerts: 'alerts/failed',
    'settings/parallelism': 'settings/parallelism/source',
    'schedule/misfire': 'schedule/misfire/policy',
    'schedule/calendar': 'schedule/calendar/name',
    'params/plain': 'params/plain/default',
    'source/start/position': 'source/start/position',
    schedule: 'schedule/kind',
  };
  return `/${long[steps] ?? steps}`;
}

describe('an edit of a datasource or an engine is a change of the pipelines that use it', () => {
  const [definition] = WHOLE_PIPELINES;
  const edits = WHOLE_DATASOURCES.flatMap((datasource, index) =>
    leavesOf(datasource).map((path) => [String(datasource['name']), path, index] as const),
  ).filter(([name, path]) => path[0] !== 'name' && name !== 'cluster0');
  const MAPS = /^(headers|properties)\/[^/]+/;

  test.each(edits)('datasource %s %j', (name, path, index) => {
    const using = WHOLE_PIPELINES[name === 'sharded' ? 1 : 0];
    const datasources = WHOLE_DATASOURCES.map((each, place) =>
      place === index ? withLeaf(each, path, (was) => otherValue(was, ['datasources', ...path])) : each,
    );
    const changed = pathsChanged(artefactFor(using, PROJECT), artefactFor(using, { ...PROJECT, datasources }));
    if (isSilent('datasource', [name, ...path])) expect(changed).toEqual([]);
    else expect(changed.some((each) => pointerOfDatasource(name, path).startsWith(each))).toBe(true);
    const edited = artefactFor(using, { ...PROJECT, datasources });
    expectMeaning(artefactFor(using, PROJECT), edited, 'datasource', [name, ...path]);
  });

  test('every field of a datasource is edited', () => {
    const edited = new Set(edits.map(([, path]) => schemaPath(path, MAPS)));
    expect(schemaLeaves(datasourceSchema).filter((leaf) => leaf !== 'name' && !edited.has(leaf))).toEqual([]);
  });

  // of the edition there is only one yet
  const projectEdits = leavesOf(WHOLE_PROJECT)
    .filter(([step]) => step !== 'edition')
    .map((path) => [path] as const);
  const PROJECT_MAPS =
    /^(alerts\/channels|calendars|engines|environments\/[^/]+\/alerts\/channels|environments|freezes|pools)\/[^/]+/;
  test.each(projectEdits)('sluice.yaml %j', (path) => {
    const project = withLeaf(WHOLE_PROJECT, path, (was) => otherValue(was, path));
    const using =
      path[0] === 'defaults' || (path[0] === 'alerts' && path[1] === 'default')
        ? {
            name: 'it',
            command: ['date'],
            schedule: { every: '1h' },
            ...(path[1] === 'engine'
              ? { source: definition?.['source'], sink: definition?.['sink'], command: undefined }
              : {}),
          }
        : definition;
    const changed = pathsChanged(artefactFor(using, PROJECT), artefactFor(using, { ...PROJECT, project }));
    if (isSilent('project', path)) expect(changed).toEqual([]);
    else expect(changed).toContain(pointerOfProject(path));
    expectMeaning(artefactFor(using, PROJECT), artefactFor(using, { ...PROJECT, project }), 'project', path);
  });

  test('every field of sluice.yaml is edited', () => {
    const edited = projectEdits.map(([path]) =>
      schemaPath(path, PROJECT_MAPS)
        .replace(/^environments\/[^/]+\/alerts\//, 'environments/*/alerts/')
        .replace(/^environments\/\*\/(?!alerts\/)(\w+)\/[^/]+/, 'environments/*/$1/*'),
    );
    const left = schemaLeaves(projectSchema).filter((leaf) => !edited.some((each) => each.startsWith(leaf)));
    // fields of a datasource, and who is told, as above
    const overlaid = /^(environments\/\*\/datasources|(environments\/\*\/)?alerts\/default)\//;
    expect(left.filter((leaf) => leaf !== 'edition' && !overlaid.test(leaf))).toEqual([]);
  });
});

function pointerOfDatasource(name: string, path: Path): string {
  return `/datasources/${name}/${path.map(String).join('/')}`;
}

function pointerOfProject(path: Path): string {
  const [first, ...rest] = path;
  if (first === 'defaults')
    return { timeZone: '/schedule/timeZone', engine: '/engine/name', owner: '/owner' }[String(rest[0])] ?? '';
  const within = first === 'environments' ? rest.slice(1) : path;
  const [kind, name, ...fields] = within.filter((step) => typeof step === 'string');
  if (kind === 'calendars') return `/schedule/calendar/${fields.join('/')}`;
  if (kind === 'freezes') {
    const isWhether = fields[0] === 'select' || fields[0] === 'environments';
    const field = fields[0] === 'timeZone' && name === 'whole' ? 'from' : fields.join('/');
    return isWhether ? `/schedule/freezes/${name}` : `/schedule/freezes/${name}/${field}`;
  }
  if (kind === 'alerts') return `/alerts/${(name === 'default' ? ['failed'] : [name, ...fields]).join('/')}`;
  if (kind === 'pools') return `/pool/${fields.join('/')}`;
  if (kind === 'params') return `/params/${name}/default`;
  if (kind === 'engines' && fields[0] === 'runOn') return '/runOn';
  return kind === 'engines' ? `/engine/${fields.join('/')}` : `/datasources/${name}/${fields.join('/')}`;
}
