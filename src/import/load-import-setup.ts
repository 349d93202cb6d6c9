import { CONNECTOR_NAMES, loadConnectors } from '../compiler/connectors/index.ts';
import { loadPlugins } from '../compiler/connectors/load-plugins.ts';
import type { SyncJobSetup } from './sync-job/import-sync-job.ts';

/** Loads every plugin of an engine, once for all jobs of an import. `project` is the value of `sluice.yaml`. */
export async function loadImportSetup(
  engine: { readonly name: string; readonly target: 'flinkx' | 'chunjun'; readonly version: string },
  project: unknown,
): Promise<SyncJobSetup> {
  const [connectors, plugins] = await Promise.all([loadConnectors(CONNECTOR_NAMES), loadPlugins(engine.target)]);
  return { engine: engine.name, target: engine.target, version: engine.version, project, connectors, plugins };
}
