import { catalogueOf, type Language } from '../message/index.ts';
import { minorVersion, supportedVersions } from '../engine-versions/index.ts';
import { syncSettings } from './check/index.ts';
import { launchProperties, type ConnectorSpec, type OptionSpec } from './connector/index.ts';
import { CONNECTORS, DATASOURCE_TYPES, loadConnectors } from './connectors/index.ts';
import { locateDiagnostics, type LocatedDiagnostic } from './diagnostics/index.ts';
import { fileLocator, loadYamlText } from './load/index.ts';
import { parseDefinition } from './syntax/index.ts';
import type { Location, Locator, SourceFile } from './text/index.ts';

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

/** What is wrong with the shape of a test file, and the means to find its places; its cases are not run. */
export async function checkTestFile(
  file: SourceFile,
  language: Language,
): Promise<{ readonly diagnostics: readonly LocatedDiagnostic[]; readonly locator: Locator }> {
  const { document, diagnostics } = loadYamlText(file);
  const at: Location = { file: file.path, path: [], part: 'value' };
  const parsed = document === undefined ? { diagnostics: [] } : parseDefinition('test', document.value, at);
  const found = [...diagnostics, ...('diagnostics' in parsed ? parsed.diagnostics : [])];
  const locator = document?.locator ?? fileLocator(file);
  return { diagnostics: locateDiagnostics(found, () => locator, await catalogueOf(language)), locator };
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
  const { confProp, ...settings } = syncSettings(type, minorVersion(version ?? ''));
  return confProp === undefined
    ? settings
    : { ...settings, confProp: { ...confProp, members: launchProperties(type) } };
}
