import { catalogueOf, type Language } from '../message/index.ts';
import type { CompilationResult } from './compilation-result.ts';
import { compile } from './compile.ts';
import { CONNECTOR_NAMES, connectorOfDatasource, loadConnectors } from './connectors/index.ts';
import { locateDiagnostics, withoutDoubts } from './diagnostics/index.ts';
import { loadProject, type LoadedProject } from './load/index.ts';
import type { PlacedValue } from './lower/index.ts';

/** What may differ from one compilation of a folder to the next. */
export interface CompileProjectOptions {
  /** Default `default`: no overlay. */
  readonly environment?: string;
  /** Emit every pipeline for this engine of sluice.yaml instead of each its own. */
  readonly engine?: string;
  /** A folder to keep parsed files in between runs (`.sluice/cache`); without it every file is parsed. */
  readonly cacheFolder?: string;
  /** Language of the diagnostics' texts; English when left out. */
  readonly language?: Language;
}

/**
 * Loads and compiles the project in a folder. Everything that is wrong with the user's files is in the
 * diagnostics; nothing is thrown for it.
 */
export async function compileProject(root: string, options: CompileProjectOptions = {}): Promise<CompilationResult> {
  const environment = options.environment ?? 'default';
  const loaded = await loadProject(root, options.cacheFolder === undefined ? {} : { cacheFolder: options.cacheFolder });
  const output = compile({
    project: loaded.project && {
      value: loaded.project.value,
      at: { file: loaded.project.file.path, path: [], part: 'value' },
    },
    datasources: loaded.datasources.map((document) => ({
      value: document.value,
      at: { file: document.file.path, path: [], part: 'value' },
    })),
    definitions: loaded.definitions,
    environment,
    ...(options.engine === undefined ? {} : { engine: options.engine }),
    connectors: await loadConnectors(namedConnectors(loaded)),
    connectorNames: CONNECTOR_NAMES,
    connectorOf: connectorOfDatasource,
    namesHidden: hides(loaded, 'pipelines'),
    datasourcesHidden: hides(loaded, 'datasources'),
  });
  const catalogue = await catalogueOf(options.language ?? 'en');
  const located = locateDiagnostics(
    [...withoutDoubts(loaded.diagnostics, output.diagnostics), ...output.diagnostics],
    loaded.locatorOf,
    catalogue,
  );
  return {
    project: output.model?.name,
    environment,
    pipelines: output.pipelines,
    diagnostics: located,
    diagnosticsOf: (pipeline) => locateDiagnostics(output.found.get(pipeline) ?? [], loaded.locatorOf, catalogue),
    ...(output.model === undefined ? {} : { engines: [...output.model.engines.keys()] }),
    files: loaded.files,
    incomplete: output.incomplete || loaded.incomplete || output.model === undefined,
    get digest() {
      return output.digest;
    },
    policies: output.model?.policies ?? { prune: 'confirm', maxChangedShare: 0.3 },
  };
}

/** True when an error keeps a file of a top folder, or the folder, from being read. */
function hides({ diagnostics }: LoadedProject, folder: string): boolean {
  return diagnostics.some(({ severity, at }) => severity === 'error' && at.file.split('/')[0] === folder);
}

/** Connectors that any definition names, or that serve any datasource's type: those are worth loading. */
function namedConnectors({ datasources, definitions }: LoadedProject): Set<string> {
  const names = new Set<string>();
  const add = (name: unknown): void => {
    if (typeof name === 'string') names.add(name);
  };
  for (const { value } of datasources) {
    const type = member(value, 'type');
    if (typeof type === 'string') add(connectorOfDatasource(type));
  }
  for (const { value } of definitions satisfies readonly PlacedValue[]) {
    add(member(member(value, 'source'), 'connector'));
    add(member(member(value, 'sink'), 'connector'));
  }
  return names;
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
