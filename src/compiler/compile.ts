import { digestOfAll, type CompiledArtefact } from './artefact/index.ts';
import { readBackfills, type DesiredBackfill } from './backfills/index.ts';
import { checkProject, type CheckedProject, type NamedPipeline } from './check/index.ts';
import { CompileMemo } from './compile-memo.ts';
import type { ConnectorSpec, SideSpec } from './connector/index.ts';
import type { Connector } from './connectors/index.ts';
import type { Diagnostic } from './diagnostics/index.ts';
import { FamilyFindings, withFamilies } from './family.ts';
import { furtherFindings, type MeantPipeline } from './further-findings.ts';
import { engineNamesOf } from './engine-names.ts';
import { hangsOnFaulty } from './hangs-on-faulty.ts';
import type { PipelineNode } from './ir/index.ts';
import { judgePipeline, type JudgedPipeline } from './judge-pipeline.ts';
import {
  lowerProject,
  type LoweredProject,
  type PlacedSnapshot,
  type PlacedValue,
  type ProjectModel,
} from './lower/index.ts';
import { memberOf } from './member-of.ts';
import { readDefinition, sourceSide, type ReadDefinition } from './read-definition.ts';
import { writtenUpstreams, type PipelineDefinition } from './syntax/index.ts';
import { keyOf, type Location } from './text/index.ts';

/** A project as plain values: what the loader gives. */
export interface CompileInput {
  readonly project: PlacedValue | undefined;
  readonly datasources: readonly PlacedValue[];
  /** Schema snapshots of datasources; absent = none. */
  readonly snapshots?: readonly PlacedSnapshot[];
  readonly definitions: readonly PlacedValue[];
  /** Backfills; absent = none. */
  readonly backfills?: readonly PlacedValue[];
  readonly environment: string;
  /** Emit every pipeline for this engine instead of its own. */
  readonly engine?: string;
  /** The connectors that the project names, loaded. */
  readonly connectors: ReadonlyMap<string, Connector>;
  readonly connectorNames: readonly string[];
  readonly connectorOf: ProjectModel['connectorOf'];
  /** Every type that a connector takes; absent = types are not checked. */
  readonly datasourceTypes?: readonly string[];
  /** True when a file of pipelines could not be read, so that names may exist which nobody sees. */
  readonly namesHidden: boolean;
  /** The same of datasources. */
  readonly datasourcesHidden: boolean;
  /** These are some of the project's definitions, by themselves whole: names that nobody defines may be of the others. */
  readonly isPart?: boolean;
  /** What the last compilation of the project came to, piece by piece; absent = nothing is remembered. */
  readonly memo?: CompileMemo;
}

export interface CompileOutput {
  readonly model: ProjectModel | undefined;
  /** Sorted by name. */
  readonly pipelines: readonly CompiledArtefact[];
  /** Every pipeline whose definition has the right shape, also where a check has found it wrong. */
  readonly nodes: readonly PipelineNode[];
  readonly diagnostics: readonly Diagnostic[];
  /** The same, as far as they were found in one pipeline, by its name. */
  readonly found: ReadonlyMap<string, readonly Diagnostic[]>;
  /** `moved:` of the definitions, those of a family one by one: old names by new ones. */
  readonly moves: ReadonlyMap<string, string>;
  /** What the project wants run after the fact here, in the order of their files. */
  readonly backfills: readonly DesiredBackfill[];
  /** True when an error hides pipelines. */
  readonly incomplete: boolean;
  readonly digest: string;
}

interface ReadPipeline {
  readonly node: PipelineNode;
  /** What was found in its definition by itself. */
  readonly said: readonly Diagnostic[];
  /** Nothing is made of it: what it hangs on has an error. */
  readonly isHeld: boolean;
}

/** The whole compilation, pure: same input, same bytes. A user's mistake is a diagnostic; nothing is thrown for one. */
export function compile(input: CompileInput): CompileOutput {
  const memo = input.memo ?? new CompileMemo();
  const diagnostics: Diagnostic[] = [];
  const written = input.project;
  const project = written && memo.same('project', projectInputs(input), () => lowerTheProject(input, written));
  diagnostics.push(...(project?.diagnostics ?? []));
  const specOf = (name: string): ConnectorSpec | undefined => input.connectors.get(name)?.spec;
  const model = memo.same(
    'model',
    [project, input.engine, ...input.connectors.keys()],
    () => project?.model && { ...withEngine(project.model, input.engine), engineNames: engineNamesOf(specOf) },
  );

  const named: NamedPipeline[] = [];
  const brokenNames = new Set<string>();
  const families = new Map<string, readonly string[]>();
  const nodes: ReadPipeline[] = [];
  const foundIn = new Map<string, readonly Diagnostic[]>();
  const meantOnes: MeantPipeline[] = [];
  for (const { value, at } of input.definitions) {
    const read = (): ReadDefinition => readDefinition({ value, at }, model, input);
    const { parsed, lowered } = isObject(value) ? memo.of(value, model ?? NO_MODEL, read) : read();
    if ('diagnostics' in parsed) {
      diagnostics.push(...parsed.diagnostics);
      brokenNames.add(claimedName(value));
      if (parsed.meant) meantOnes.push({ meant: parsed.meant, at });
      continue;
    }
    const { definition } = parsed;
    const upstreams = writtenUpstreams(definition, at);
    const claim = {
      at,
      dependsOn: upstreams.names,
      ...(upstreams.any && upstreams.names.length > 1 ? { isAnyEnough: true as const } : {}),
      dependsOnAt: upstreams.at,
      parameters: Object.keys(definition.params ?? {}),
    };
    named.push({ ...claim, name: definition.name, ...movedFrom(definition.moved?.from) });
    if (!model || !lowered) continue;
    const { expanded, said } = lowered;
    named.push(...expanded.members.map((name) => ({ ...claim, name, ...movedFrom(earlierName(name, definition)) })));
    if (expanded.members.length > 0) families.set(definition.name, expanded.members);
    for (const each of said) if (!isToldAlready(each, model, diagnostics)) diagnostics.push(each);
    foundIn.set(definition.name, said);
    for (const node of expanded.nodes) nodes.push({ node, said, isHeld: hangsOnFaulty(node, definition, model) });
  }

  const checked: CheckedProject = {
    pipelines: named,
    brokenNames,
    namesHidden: input.namesHidden || input.isPart === true || brokenNames.has(''),
    nodes: nodes.map(({ node }) => node),
    datasources: [...(model?.datasources.values() ?? [])],
    engines: [...(model?.engines.values() ?? [])],
    freezes: model?.freezes ?? [],
    enginesMeant: new Set(input.engine === undefined ? [model?.defaultEngine ?? ''] : model?.engines.keys()),
    datasourcesReferredTo: model?.datasourcesReferredTo ?? new Set(),
    complete: !input.namesHidden && input.isPart !== true && !input.datasourcesHidden && !diagnostics.some(isError),
    environmentParameters: [...(model?.parameters.keys() ?? [])].map((name) => ({
      name,
      at: keyOf(input.project?.at ?? NOWHERE, 'environments', input.environment, 'params', name),
    })),
  };
  const findings = new FamilyFindings();
  const moves = new Map(
    named.flatMap(({ name, movedFrom: from }) =>
      from === undefined || families.has(name) ? [] : [[name, from] as const],
    ),
  );
  const acrossFiles = checkProject(checked);
  diagnostics.push(...findings.ofProject(acrossFiles));
  const refused = new Set(acrossFiles.filter(isError).map(({ at }) => placeOf(at.file, at.path)));

  const context = {
    spec: specOf,
    connectorNames: input.connectorNames,
    engines: checked.engines,
    ...(model === undefined ? {} : { scope: { project: model.name, environment: model.environment } }),
  };
  const pipelines: CompiledArtefact[] = [];
  for (const { node: written, said, isHeld } of nodes) {
    const node = withFamilies(written, families);
    const judge = (): JudgedPipeline => judgePipeline(node, said, context, input.connectors);
    const { found, emit } = model && node === written ? memo.of(node, model, judge) : judge();
    diagnostics.push(...findings.of(node, found));
    foundIn.set(node.name, [...said, ...found]);
    if (!model || [...said, ...found].some(isError) || refused.has(placeOf(node.at.file, node.at.path))) continue;
    if (isHeld) continue;
    const { compiled, diagnostics: printed } = emit(model);
    diagnostics.push(...findings.of(node, printed));
    foundIn.set(node.name, [...said, ...found, ...printed]);
    if (compiled) pipelines.push(compiled);
  }
  if (model) {
    const sideOf = (node: PipelineNode | undefined): SideSpec | undefined => sourceSide(node, input.connectors);
    const { engine, connectors } = input;
    const further = { ...context, model, engine, families, connectors, sourceSide: sideOf };
    for (const each of meantOnes)
      for (const finding of furtherFindings(each, further))
        if (!isToldAlready(finding, model, diagnostics)) diagnostics.push(finding);
  }
  // of what sluice.yaml only means to say nothing is made
  if (project?.isMeant === true) pipelines.length = 0;
  pipelines.sort((a, b) => (a.artefact.pipeline.name < b.artefact.pipeline.name ? -1 : 1));
  const backfills = readBackfills(input.backfills ?? [], {
    environment: input.environment,
    environments: Object.keys(memberOf(input.project?.value, 'environments') ?? {}),
    pipelines,
    hiddenNames: new Set([...brokenNames, ...named.map(({ name }) => name)]),
    namesHidden: checked.namesHidden || model === undefined,
  });
  diagnostics.push(...backfills.diagnostics);
  return {
    model: project?.isMeant === true ? undefined : model,
    pipelines,
    nodes: checked.nodes,
    diagnostics,
    found: foundIn,
    moves,
    backfills: backfills.backfills,
    incomplete: input.namesHidden || input.datasourcesHidden || diagnostics.some(isError),
    get digest() {
      return digestOfAll(pipelines);
    },
  };
}

/** All that sluice.yaml, datasources and snapshots are lowered from. */
function projectInputs(input: CompileInput): readonly unknown[] {
  const { project, datasources, snapshots = [], environment, datasourcesHidden } = input;
  const placed = [
    ...datasources.map(({ value }) => value),
    ...snapshots.flatMap((each) => [each.datasource, each.value]),
  ];
  return [project?.value, environment, datasourcesHidden, datasources.length, ...placed];
}

function lowerTheProject(input: CompileInput, project: PlacedValue): LoweredProject {
  return lowerProject(
    project,
    input.datasources,
    input.environment,
    input.connectorOf,
    input.datasourcesHidden,
    input.snapshots,
    input.datasourceTypes,
  );
}

/** A repository without any datasource: one cause, told at the first pipeline that names one. */
function isToldAlready(
  { code }: Diagnostic,
  { datasources, brokenDatasources }: ProjectModel,
  told: readonly Diagnostic[],
): boolean {
  if (code !== 'SL0302' || datasources.size > 0 || brokenDatasources.size > 0) return false;
  return told.some((other) => other.code === code);
}

/** Definitions are read without one too. */
const NO_MODEL = {};

/** Never shown: without a project there is no model, and so no parameter. */
const NOWHERE: Location = { file: 'sluice.yaml', path: [], part: 'value' };

function movedFrom(from: string | undefined): { movedFrom?: string } {
  return from === undefined ? {} : { movedFrom: from };
}

/** One of a family had the name that it had in the family of the earlier name. */
function earlierName(member: string, { name, moved }: PipelineDefinition): string | undefined {
  return moved && moved.from + member.slice(name.length);
}

function isError(diagnostic: Diagnostic): boolean {
  return diagnostic.severity === 'error';
}

/** With another engine asked for, that one is every pipeline's. */
function withEngine(model: ProjectModel, engine: string | undefined): ProjectModel {
  return engine === undefined ? model : { ...model, defaultEngine: engine };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function claimedName(value: unknown): string {
  const name = typeof value === 'object' && value !== null && 'name' in value ? value.name : undefined;
  return typeof name === 'string' ? name : '';
}

/** The definition that a finding belongs to: its file, and its index where a file has several. */
function placeOf(file: string, path: readonly (string | number)[]): string {
  return typeof path[0] === 'number' ? `${file}#${path[0]}` : file;
}
