import type { CompiledArtefact } from './artefact/index.ts';
import { compileArtefact, digestOfAll } from './artefact/index.ts';
import { checkPipeline, checkProject, type CheckedProject, type NamedPipeline } from './check/index.ts';
import type { ConnectorSpec, SideSpec } from './connector/index.ts';
import type { Connector } from './connectors/index.ts';
import type { Diagnostic } from './diagnostics/index.ts';
import { datasourcesOf } from './datasources-of.ts';
import { emitJob } from './emit-job.ts';
import { FamilyFindings, withFamilies } from './family.ts';
import { furtherFindings, type MeantPipeline } from './further-findings.ts';
import { engineNamesOf } from './engine-names.ts';
import type { PipelineNode } from './ir/index.ts';
import {
  expandTables,
  lowerPipeline,
  lowerProject,
  type PlacedSnapshot,
  type PlacedValue,
  type ProjectModel,
} from './lower/index.ts';
import { artefactOf } from './normalise-pipeline.ts';
import { parseDefinition, type PipelineDefinition } from './syntax/index.ts';
import { isWithin, keyOf, type Location } from './text/index.ts';

/** A project as plain values: what the loader gives. */
export interface CompileInput {
  readonly project: PlacedValue | undefined;
  readonly datasources: readonly PlacedValue[];
  /** Schema snapshots of datasources; absent = none. */
  readonly snapshots?: readonly PlacedSnapshot[];
  readonly definitions: readonly PlacedValue[];
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
  /** True when an error hides pipelines. */
  readonly incomplete: boolean;
  readonly digest: string;
}

/** The whole compilation, pure: same input, same bytes. A user's mistake is a diagnostic; nothing is thrown for one. */
export function compile(input: CompileInput): CompileOutput {
  const diagnostics: Diagnostic[] = [];
  const project =
    input.project &&
    lowerProject(
      input.project,
      input.datasources,
      input.environment,
      input.connectorOf,
      input.datasourcesHidden,
      input.snapshots,
      input.datasourceTypes,
    );
  diagnostics.push(...(project?.diagnostics ?? []));
  const specOf = (name: string): ConnectorSpec | undefined => input.connectors.get(name)?.spec;
  const model = project?.model && {
    ...withEngine(project.model, input.engine),
    engineNames: engineNamesOf(specOf),
  };

  const named: NamedPipeline[] = [];
  const brokenNames = new Set<string>();
  const families = new Map<string, readonly string[]>();
  const nodes: { readonly node: PipelineNode; readonly said: readonly Diagnostic[] }[] = [];
  const foundIn = new Map<string, readonly Diagnostic[]>();
  const meantOnes: MeantPipeline[] = [];
  for (const { value, at } of input.definitions) {
    const parsed = parseDefinition('pipeline', value, at);
    if ('diagnostics' in parsed) {
      diagnostics.push(...parsed.diagnostics);
      brokenNames.add(claimedName(value));
      if (parsed.meant) meantOnes.push({ meant: parsed.meant, at });
      continue;
    }
    const { definition } = parsed;
    const claim = { at, dependsOn: definition.dependsOn ?? [], parameters: Object.keys(definition.params ?? {}) };
    named.push({ ...claim, name: definition.name, ...movedFrom(definition.moved?.from) });
    if (!model) continue;
    const lowered = lowerPipeline(
      input.engine === undefined ? definition : { ...definition, engine: input.engine },
      at,
      model,
    );
    const expanded = expandTables(lowered.node, definition, at, sourceSide(lowered.node, input.connectors));
    named.push(...expanded.members.map((name) => ({ ...claim, name, ...movedFrom(earlierName(name, definition)) })));
    if (expanded.members.length > 0) families.set(definition.name, expanded.members);
    const said = [...lowered.diagnostics, ...expanded.diagnostics];
    for (const each of said) if (!isToldAlready(each, model, diagnostics)) diagnostics.push(each);
    foundIn.set(definition.name, said);
    nodes.push(...expanded.nodes.map((node) => ({ node, said })));
  }

  const checked: CheckedProject = {
    pipelines: named,
    brokenNames,
    namesHidden: input.namesHidden || input.isPart === true || brokenNames.has(''),
    nodes: nodes.map(({ node }) => node),
    datasources: [...(model?.datasources.values() ?? [])],
    engines: [...(model?.engines.values() ?? [])],
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

  const context = { spec: specOf, connectorNames: input.connectorNames, engines: checked.engines };
  const pipelines: CompiledArtefact[] = [];
  for (const { node: written, said } of nodes) {
    const node = withFamilies(written, families);
    // One cause, one error: of a place that is wrong already no rule has anything to say. A warning hides no error.
    const found = checkPipeline(node, context).filter(
      (finding) => !said.some((other) => (isError(other) || !isError(finding)) && isWithin(finding.at, other.at)),
    );
    diagnostics.push(...findings.of(node, found));
    foundIn.set(node.name, [...said, ...found]);
    if (!model || [...said, ...found].some(isError) || refused.has(placeOf(node.at.file, node.at.path))) continue;
    // What is wrong in a datasource may be a secret that is written out, which no job may hold.
    if (model.faultyDatasources.size > 0 && datasourcesOf(node).some(({ name }) => model.faultyDatasources.has(name)))
      continue;
    const emitted = emitJob(node, input.connectors);
    diagnostics.push(...findings.of(node, emitted.diagnostics));
    foundIn.set(node.name, [...said, ...found, ...emitted.diagnostics]);
    if (emitted.job && !emitted.diagnostics.some(isError))
      pipelines.push(compileArtefact(artefactOf(node, emitted.job, model, emitted.typesTaken)));
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
  return {
    model: project?.isMeant === true ? undefined : model,
    pipelines,
    nodes: checked.nodes,
    diagnostics,
    found: foundIn,
    moves,
    incomplete: input.namesHidden || input.datasourcesHidden || diagnostics.some(isError),
    get digest() {
      return digestOfAll(pipelines);
    },
  };
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

/** Never shown: without a project there is no model, and so no parameter. */
const NOWHERE: Location = { file: 'sluice.yaml', path: [], part: 'value' };

function movedFrom(from: string | undefined): { movedFrom?: string } {
  return from === undefined ? {} : { movedFrom: from };
}

/** One of a family had the name that it had in the family of the earlier name. */
function earlierName(member: string, { name, moved }: PipelineDefinition): string | undefined {
  return moved && moved.from + member.slice(name.length);
}

/** What the source's connector can do on the pipeline's engine, where it is known there. */
function sourceSide(node: PipelineNode | undefined, connectors: CompileInput['connectors']): SideSpec | undefined {
  if (node?.work.kind !== 'movement') return undefined;
  return connectors.get(node.work.source.connector)?.spec.source[node.engine.type];
}

function isError(diagnostic: Diagnostic): boolean {
  return diagnostic.severity === 'error';
}

/** With another engine asked for, that one is every pipeline's. */
function withEngine(model: ProjectModel, engine: string | undefined): ProjectModel {
  return engine === undefined ? model : { ...model, defaultEngine: engine };
}

function claimedName(value: unknown): string {
  const name = typeof value === 'object' && value !== null && 'name' in value ? value.name : undefined;
  return typeof name === 'string' ? name : '';
}

/** The definition that a finding belongs to: its file, and its index where a file has several. */
function placeOf(file: string, path: readonly (string | number)[]): string {
  return typeof path[0] === 'number' ? `${file}#${path[0]}` : file;
}
