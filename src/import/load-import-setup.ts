import { CONNECTOR_NAMES, loadConnectors } from '../compiler/connectors/index.ts';
import { loadPlugins } from '../compiler/connectors/load-plugins.ts';
import type { Catalogue } from '../message/index.ts';
import type { SyncJobSetup } from './sync-job/import-sync-job.ts';

/** Loads every plugin of an engine, once for all jobs of an import. `project` is the value of `sluice.yaml`. */
export async function loadImportSetup(
  engine: { readonly name: string; readonly target: 'flinkx' | 'chunjun'; readonly version: string },
  project: unknown,
  catalogue?: Catalogue,
): Promise<SyncJobSetup> {
  const [connectors, plugins] = await Promise.all([loadConnectors(CONNECTOR_NAMES), loadPlugins(engine.target)]);
  const { name, target, version } = engine;
  return { engine: name, target, version, project, connectors, plugins, catalogue };
}
