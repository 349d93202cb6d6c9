import { minorVersion, supportedVersions } from '../engine-versions/index.ts';
import { contentBlocks, settingBlocks, type ConnectorSpec, type OptionSpec } from './connector/index.ts';
import { CONNECTORS, DATASOURCE_TYPES, loadConnectors } from './connectors/index.ts';

/**
 * What an editor needs to know of the language, beside what {@link compileProject} knows of a project: the same
 * tables that the checks read, so that nothing is offered that would then be refused.
 */
export type { CommonField, ConnectorSpec, OptionSpec, SideSpec, TargetName } from './connector/index.ts';
export { CONNECTOR_NAMES, connectorOfDatasource } from './connectors/index.ts';
export type {
  ColumnNode,
  ColumnSnapshot,
  DatasourceNode,
  EngineNode,
  IndexSnapshot,
  PipelineNode,
  SchemaSnapshot,
  SinkNode,
  SourceNode,
  TableSnapshot,
} from './ir/index.ts';
export { cursorIn, fileKind, outlineOf, type Cursor, type OutlineNode } from './load/index.ts';
export { takesRunTimeValues, type ProjectModel } from './lower/index.ts';
export { definitionSchema, type SchemaNode } from './syntax/index.ts';
export type { Location, Locator, Path, Span } from './text/index.ts';

/** A connector's declaration; undefined for a name that there is not. */
export async function connectorSpec(name: string): Promise<ConnectorSpec | undefined> {
  return (await loadConnectors([name])).get(name)?.spec;
}

/** The connectors that work on datasources of a type. */
export async function connectorsFor(datasourceType: string): Promise<readonly ConnectorSpec[]> {
  const names = Object.keys(CONNECTORS).filter((name) => CONNECTORS[name]?.serves.includes(datasourceType) === true);
  return [...(await loadConnectors(names)).values()].map(({ spec }) => spec);
}

/** Every type that a datasource may have, sorted. */
export function datasourceTypes(): readonly string[] {
  return DATASOURCE_TYPES;
}

/** Versions of an engine type that jobs are printed for, oldest first; empty for a type without versions. */
export function engineVersions(type: string): readonly string[] {
  return supportedVersions(type);
}

/** What `settings.options` takes on an engine, in its own words; empty where any property is taken. */
export function settingOptionsOf(type: string, version: string | undefined): Readonly<Record<string, OptionSpec>> {
  if (type !== 'flinkx' && type !== 'chunjun') return {};
  return { ...settingBlocks(type, minorVersion(version ?? '')), ...contentBlocks(type) };
}
