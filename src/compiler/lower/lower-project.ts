import { say } from '../../message/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import type { DatasourceNode, EngineNode } from '../ir/index.ts';
import {
  parseDefinition,
  type DatasourceDefinition,
  type MeantDefinition,
  type ProjectDefinition,
} from '../syntax/index.ts';
import { child, keyOf, type Location } from '../text/index.ts';
import { isTimeZone } from '../../time/index.ts';
import { Report, type ProjectModel } from './lower-context.ts';
import { lowerDatasource } from './lower-datasource.ts';
import { lowerEngine } from './lower-engine.ts';
import { lowerProjectAlerts } from './lower-alerts.ts';
import { lowerCalendars } from './lower-calendars.ts';
import { lowerFreezes } from './lower-freezes.ts';
import { lowerPolicies } from './lower-policies.ts';
import { lowerSnapshots, type PlacedSnapshot } from './lower-snapshots.ts';
import { unknownName } from './lower-text.ts';
import { unknownDatasourceTypes } from './unknown-datasource-types.ts';
import { unknownTimeZone } from './unknown-time-zone.ts';

/** A plain value with its place: what the loader gives for one document. */
export interface PlacedValue {
  readonly value: unknown;
  readonly at: Location;
}

export interface LoweredProject {
  /** Undefined when sluice.yaml is not of the right shape, and does not say what is meant: nothing can be compiled then. */
  readonly model: ProjectModel | undefined;
  /** True where the model is what sluice.yaml is meant to say: pipelines are checked against it, and none is compiled. */
  readonly isMeant: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads sluice.yaml and the datasources for one environment; `default` needs no declaration. `datasourceTypes`: all that a
 * connector takes; none given, any type is let through.
 */
export function lowerProject(
  project: PlacedValue,
  datasources: readonly PlacedValue[],
  environment: string,
  connectorOf: ProjectModel['connectorOf'],
  datasourcesHidden: boolean,
  placedSnapshots: readonly PlacedSnapshot[] = [],
  datasourceTypes: readonly string[] = [],
): LoweredProject {
  const report = new Report();
  const parsed = parseDefinition('project', project.value, project.at);
  const shape = 'diagnostics' in parsed ? parsed.diagnostics : [];
  const meant = 'diagnostics' in parsed ? wholly(parsed.meant) : undefined;
  const definition = 'definition' in parsed ? parsed.definition : meant?.definition;
  if (definition === undefined) return { model: undefined, isMeant: false, diagnostics: shape };
  const isDeclared = checkEnvironment(definition, environment, project.at, report);
  const { nodes, broken, faulty, nameless } = lowerDatasources(
    datasources,
    definition,
    environment,
    project.at,
    datasourcesHidden,
    report,
  );
  for (const [name, diagnostic] of datasourceTypes.length === 0
    ? []
    : unknownDatasourceTypes(nodes.values(), datasourceTypes)) {
    report.push(diagnostic);
    nodes.delete(name);
    broken.add(name);
  }
  const snapshots = lowerSnapshots(placedSnapshots, report);
  for (const [name, tables] of snapshots.tables) {
    const node = nodes.get(name);
    if (node) nodes.set(name, { ...node, tables });
  }
  const timeZone = definition.defaults?.timeZone;
  if (timeZone !== undefined && !isTimeZone(timeZone))
    report.push(unknownTimeZone(timeZone, child(project.at, 'defaults', 'timeZone')));
  const hasFaultyTimeZone = timeZone !== undefined && !isTimeZone(timeZone);
  const defaultTimeZone = timeZone === undefined || hasFaultyTimeZone ? 'UTC' : timeZone;
  const declared = Object.keys(definition.environments ?? {});
  const { freezes, faulty: faultyFreezes } = lowerFreezes(
    definition,
    { environment, defaultTimeZone, hasFaultyTimeZone, declared },
    project.at,
    report,
  );
  const { engines, faulty: faultyEngines } = lowerEngines(definition, environment, project.at, report);
  const model: ProjectModel = {
    name: definition.name,
    environment,
    defaultTimeZone,
    defaultEngine: definition.defaults?.engine,
    defaultOwner: definition.defaults?.owner,
    engines,
    faultyEngines,
    ...(isDeclared ? {} : { isUndeclared: true as const }),
    ...(hasFaultyTimeZone ? { hasFaultyTimeZone } : {}),
    pools: new Map(Object.entries(definition.pools ?? {}).map(([name, { slots }]) => [name, slots])),
    alerts: lowerProjectAlerts(definition, environment, { defaultTimeZone, hasFaultyTimeZone }, project.at, report),
    calendars: lowerCalendars(definition, project.at, report),
    freezes,
    faultyFreezes,
    datasources: nodes,
    brokenDatasources: broken,
    faultyDatasources: new Set([...faulty, ...snapshots.broken]),
    brokenSnapshots: snapshots.broken,
    datasourcesReferredTo: clustersNamed(datasources, definition),
    datasourcesHidden: datasourcesHidden || nameless,
    parameters: new Map(
      Object.entries(definition.environments?.[environment]?.params ?? {}).map(([key, value]) => [key, String(value)]),
    ),
    policies: lowerPolicies(definition.policies ?? {}, declared, child(project.at, 'policies'), report),
    connectorOf,
  };
  if (model.defaultEngine !== undefined && !model.engines.has(model.defaultEngine)) {
    const place = child(project.at, 'defaults', 'engine');
    const { message, ...more } = unknownName('engine', model.defaultEngine, model.engines.keys(), place);
    report.add('SL0303', place, message, more);
  }
  const { diagnostics } = report;
  const told = meant === undefined ? diagnostics : diagnostics.flatMap((each) => meant.told(each) ?? []);
  return { model, isMeant: meant !== undefined, diagnostics: [...shape, ...told] };
}

/** What others hang on is taken as it is meant where that is certain: nothing had to be left out of it. */
function wholly<T>(meant: MeantDefinition<T> | undefined): MeantDefinition<T> | undefined {
  return meant?.isWhole === true ? meant : undefined;
}

/** Clusters that are referred to in any environment, not only in the one that is compiled. */
function clustersNamed(
  datasources: readonly PlacedValue[],
  { environments = {} }: ProjectDefinition,
): ReadonlySet<string> {
  const overlays = Object.values(environments).flatMap((environment) => Object.values(environment.datasources ?? {}));
  const written = datasources.map(({ value }) => value as Partial<DatasourceDefinition> | null); // one key is looked at
  return new Set([...written, ...overlays].flatMap((each) => (typeof each?.hadoop === 'string' ? [each.hadoop] : [])));
}

/** Returns whether the environment is one of the project. */
function checkEnvironment(definition: ProjectDefinition, environment: string, at: Location, report: Report): boolean {
  const declared = Object.keys(definition.environments ?? {});
  if (environment === 'default' || declared.includes(environment)) return true;
  // the name is not in the file but in `--env`
  const { message, ...more } = unknownName('environment', environment, declared);
  report.add('SL0306', definition.environments ? keyOf(at, 'environments') : at, message, more);
  return false;
}

function lowerEngines(
  definition: ProjectDefinition,
  environment: string,
  at: Location,
  report: Report,
): { engines: Map<string, EngineNode>; faulty: Set<string> } {
  const engines = new Map<string, EngineNode>();
  const faulty = new Set<string>();
  const overlays = definition.environments?.[environment]?.engines ?? {};
  const overlaysAt = child(at, 'environments', environment, 'engines');
  for (const [name, engine] of Object.entries(definition.engines ?? {})) {
    const own = new Report();
    const place = child(at, 'engines', name);
    engines.set(name, lowerEngine(name, engine, place, overlays[name], child(overlaysAt, name), own));
    report.push(...own.diagnostics);
    if (own.failed) faulty.add(name);
  }
  // which one the environment means to change is not known
  if (reportUnused('engine', 'SL0303', overlays, engines, overlaysAt, report))
    for (const name of engines.keys()) faulty.add(name);
  return { engines, faulty };
}

function lowerDatasources(
  placed: readonly PlacedValue[],
  project: ProjectDefinition,
  environment: string,
  projectAt: Location,
  hidden: boolean,
  report: Report,
): { nodes: Map<string, DatasourceNode>; broken: Set<string>; faulty: Set<string>; nameless: boolean } {
  const nodes = new Map<string, DatasourceNode>();
  const broken = new Set<string>();
  const faulty = new Set<string>();
  const clusters = new Map<string, string>();
  let nameless = false;
  const overlays = project.environments?.[environment]?.datasources ?? {};
  for (const { value, at } of placed) {
    const parsed = parseDefinition('datasource', value, at);
    if ('diagnostics' in parsed) report.push(...parsed.diagnostics);
    const meant = 'diagnostics' in parsed ? wholly(parsed.meant) : undefined;
    const definition = 'definition' in parsed ? parsed.definition : meant?.definition;
    if (definition === undefined) {
      const name =
        typeof value === 'object' && value !== null ? (value as Partial<DatasourceDefinition>).name : undefined;
      if (typeof name === 'string') broken.add(name);
      else nameless = true;
      continue;
    }
    const earlier = nodes.get(definition.name);
    if (earlier) {
      report.add('SL0307', child(at, 'name'), say`datasource \`${definition.name}\` is declared twice`, {
        labels: [{ at: child(earlier.at, 'name'), message: say`first declared here` }],
        help: say`rename one of them`,
      });
      continue;
    }
    const overlayAt = child(projectAt, 'environments', environment, 'datasources', definition.name);
    const own = new Report();
    nodes.set(definition.name, lowerDatasource(definition, at, overlays[definition.name], overlayAt, own));
    report.push(...own.diagnostics.flatMap((each) => (meant === undefined ? each : (meant.told(each) ?? []))));
    if (own.failed || meant !== undefined) faulty.add(definition.name);
    const hadoop = overlays[definition.name]?.hadoop ?? definition.hadoop;
    if (hadoop !== undefined) clusters.set(definition.name, hadoop);
  }
  for (const name of referToClusters(clusters, nodes, broken, report)) faulty.add(name);
  const known = new Map<string, unknown>([...nodes, ...[...broken].map((name) => [name, true] as const)]);
  const overlaysAt = child(projectAt, 'environments', environment, 'datasources');
  const isMisspelt = !hidden && !nameless && reportUnused('datasource', 'SL0302', overlays, known, overlaysAt, report);
  if (isMisspelt) for (const name of nodes.keys()) faulty.add(name);
  return { nodes, broken, faulty, nameless };
}

/**
 * Puts the Hadoop cluster that a datasource names in its place; the order of files means nothing. Returns the names of those that are
 * left without the one that they are to have.
 */
function referToClusters(
  clusters: ReadonlyMap<string, string>,
  nodes: Map<string, DatasourceNode>,
  broken: ReadonlySet<string>,
  report: Report,
): readonly string[] {
  const without: string[] = [];
  for (const [name, hadoop] of clusters) {
    const node = nodes.get(name);
    const cluster = nodes.get(hadoop);
    if (node === undefined) continue;
    if (cluster?.type === 'hadoop') {
      nodes.set(name, { ...node, hadoop: cluster });
      continue;
    }
    without.push(name);
    if (broken.has(hadoop)) continue;
    if (cluster === undefined) {
      const place = child(node.at, 'hadoop');
      const { message, ...more } = unknownName('datasource', hadoop, nodes.keys(), place);
      report.add('SL0302', place, message, more);
    } else {
      report.add('SL0608', child(node.at, 'hadoop'), say`datasource \`${hadoop}\` is of type \`${cluster.type}\``, {
        help: say`\`hadoop\` names a datasource of type \`hadoop\``,
      });
    }
  }
  return without;
}

/** An environment that changes something that does not exist has it misspelt; returns whether one does. */
function reportUnused(
  kind: 'datasource' | 'engine',
  code: 'SL0302' | 'SL0303',
  overlays: Readonly<Record<string, unknown>>,
  known: ReadonlyMap<string, unknown>,
  at: Location,
  report: Report,
): boolean {
  const unknown = Object.keys(overlays).filter((name) => !known.has(name));
  for (const name of unknown) {
    const { message, ...more } = unknownName(kind, name, known.keys(), keyOf(at, name));
    report.add(code, keyOf(at, name), message, more);
  }
  return unknown.length > 0;
}
