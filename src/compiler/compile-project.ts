import { catalogueOf, type Language } from '../message/index.ts';
import type { Cache } from './cache/index.ts';
import type { CompilationResult } from './compilation-result.ts';
import type { CompileMemo } from './compile-memo.ts';
import { compile } from './compile.ts';
import { CONNECTOR_NAMES, connectorOfDatasource, DATASOURCE_TYPES, loadConnectors } from './connectors/index.ts';
import { locateDiagnostics, withoutDoubts, type Diagnostic } from './diagnostics/index.ts';
import type { PipelineNode } from './ir/index.ts';
import { fileLocator, loadCodeOwners, loadProject, type LoadedCodeOwners, type LoadedProject } from './load/index.ts';
import type { PlacedValue } from './lower/index.ts';
import { memberOf } from './member-of.ts';
import { outlineDefinition } from './outline-definition.ts';
import { ownershipOf, ownershipsOf } from './owners.ts';
import { rehearsalOf, sampleOf } from './rehearsal.ts';
import type { Locator } from './text/index.ts';

/** What may differ from one compilation of a folder to the next. */
export interface CompileProjectOptions {
  /** Default `default`: no overlay. */
  readonly environment?: string;
  /** Emit every pipeline for this engine of sluice.yaml instead of each its own. */
  readonly engine?: string;
  /** A folder to keep parsed files in between runs (`.sluice/cache`); without it every file is parsed. */
  readonly cacheFolder?: string;
  /** A cache that is kept open between compilations, in place of a folder. */
  readonly cache?: Cache;
  /** Texts by path from the project's root, in place of the files there: what an editor has not saved yet. */
  readonly unsaved?: ReadonlyMap<string, string>;
  /** The folder has some of the project's definitions: names that nobody defines may be of the others. */
  readonly isPart?: boolean;
  /** What a look at the real datasources says of the pipelines; of a place it knows better than their snapshots. */
  readonly judge?: (nodes: readonly PipelineNode[]) => readonly Diagnostic[];
  /** Language of the diagnostics' texts; English when left out. */
  readonly language?: Language;
  /** What the last compilation came to, for who compiles the same project again and again. */
  readonly memo?: CompileMemo;
}

/**
 * Loads and compiles the project in a folder. Everything that is wrong with the user's files is in the
 * diagnostics; nothing is thrown for it.
 */
export async function compileProject(root: string, options: CompileProjectOptions = {}): Promise<CompilationResult> {
  const { cacheFolder, cache, unsaved, isPart } = options;
  const loaded = await loadProject(root, {
    ...(cacheFolder === undefined ? {} : { cacheFolder }),
    ...(cache === undefined ? {} : { cache }),
    ...(unsaved === undefined ? {} : { unsaved }),
    ...(isPart === undefined ? {} : { isPart }),
  });
  return compileLoaded(loaded, loadCodeOwners(root), options);
}

/** Compiles a project whose files are read. */
export async function compileLoaded(
  loaded: LoadedProject,
  codeOwners: LoadedCodeOwners | undefined,
  options: Omit<CompileProjectOptions, 'cacheFolder' | 'cache' | 'unsaved'>,
): Promise<CompilationResult> {
  const environment = options.environment ?? 'default';
  const output = compile({
    project: loaded.project && {
      value: loaded.project.value,
      at: { file: loaded.project.file.path, path: [], part: 'value' },
    },
    datasources: loaded.datasources.map((document) => ({
      value: document.value,
      at: { file: document.file.path, path: [], part: 'value' },
    })),
    snapshots: loaded.snapshots.map(({ datasource, at, document }) => ({
      datasource,
      at,
      ...(document === undefined ? {} : { value: document.value }),
    })),
    definitions: loaded.definitions,
    backfills: loaded.backfills.map(({ value, file }) => ({ value, at: { file: file.path, path: [], part: 'value' } })),
    environment,
    ...(options.engine === undefined ? {} : { engine: options.engine }),
    connectors: await loadConnectors(namedConnectors(loaded)),
    connectorNames: CONNECTOR_NAMES,
    connectorOf: connectorOfDatasource,
    datasourceTypes: DATASOURCE_TYPES,
    namesHidden: hides(loaded, 'pipelines'),
    datasourcesHidden: hides(loaded, 'datasources'),
    ...(options.isPart === undefined ? {} : { isPart: options.isPart }),
    ...(options.memo === undefined ? {} : { memo: options.memo }),
  });
  const locatorOf = (file: string): Locator | undefined =>
    file === codeOwners?.file?.path ? fileLocator(codeOwners.file) : loaded.locatorOf(file);
  const judged = options.judge?.(output.nodes) ?? [];
  const catalogue = await catalogueOf(options.language ?? 'en');
  const located = locateDiagnostics(
    [
      ...withoutDoubts(loaded.diagnostics, output.diagnostics),
      ...withoutRepeats(output.diagnostics, judged),
      ...judged,
      ...(codeOwners?.diagnostics ?? []),
    ],
    locatorOf,
    catalogue,
  );
  const definitions = loaded.definitions.map(({ value, at }) => outlineDefinition(value, at));
  return {
    project: output.model?.name,
    environment,
    pipelines: output.pipelines,
    diagnostics: located,
    diagnosticsOf: (pipeline) => locateDiagnostics(output.found.get(pipeline) ?? [], loaded.locatorOf, catalogue),
    ...(output.model === undefined ? {} : { engines: [...output.model.engines.keys()] }),
    definitions,
    locatorOf,
    ...(output.model === undefined ? {} : { model: output.model }),
    nodes: output.nodes,
    moves: output.moves,
    backfills: output.backfills,
    rehearsalOf: (pipeline) => {
      const node = output.nodes.find(({ name }) => name === pipeline);
      return node && output.model && rehearsalOf(node, output.model);
    },
    sampleOf: async (pipeline) => {
      const node = output.nodes.find(({ name }) => name === pipeline);
      if (node?.work.kind !== 'movement' || output.model === undefined) return undefined;
      return sampleOf(node, output.model, await loadConnectors([node.work.source.connector]));
    },
    get ownerships() {
      return ownershipsOf(definitions, output.model?.defaultOwner, codeOwners);
    },
    ownershipOf: (definition, others = codeOwners) => ownershipOf(definition, output.model?.defaultOwner, others),
    files: loaded.files,
    fileNames: fileNamesOf(loaded),
    incomplete: output.incomplete || loaded.incomplete || output.model === undefined,
    get digest() {
      return output.digest;
    },
    policies: output.model?.policies ?? { prune: 'confirm', maxChangedShare: 0.3 },
  };
}

/** By a snapshot a table is missing that the datasource itself was just asked for: one of the two says it. */
function withoutRepeats(found: readonly Diagnostic[], judged: readonly Diagnostic[]): readonly Diagnostic[] {
  const places = new Set(judged.map(({ at }) => JSON.stringify([at.file, at.path])));
  return found.filter(({ code, at }) => code !== 'SL0523' || !places.has(JSON.stringify([at.file, at.path])));
}

function fileNamesOf({ project, datasources, definitions, backfills, diagnostics }: LoadedProject): readonly string[] {
  const documents = [
    ...(project === undefined ? [] : [project]),
    ...datasources,
    ...definitions.map(({ document }) => document),
    ...backfills,
  ];
  // what could not be read has no document, only what is wrong with it
  return [...new Set([...documents.map(({ file }) => file.path), ...diagnostics.map(({ at }) => at.file)])].sort();
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
    const type = memberOf(value, 'type');
    if (typeof type === 'string') add(connectorOfDatasource(type));
  }
  for (const { value } of definitions satisfies readonly PlacedValue[]) {
    add(memberOf(memberOf(value, 'source'), 'connector'));
    add(memberOf(memberOf(value, 'sink'), 'connector'));
  }
  return names;
}
