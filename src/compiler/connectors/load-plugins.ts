import type { ConnectorSpec, PluginSpec } from '../connector/index.ts';
import { CONNECTORS } from './index.ts';

/** A plugin of one engine, and the connector whose side it is. */
export interface KnownPlugin {
  readonly plugin: PluginSpec;
  readonly role: 'source' | 'sink';
  readonly connector: ConnectorSpec;
}

/** Every plugin that we know of an engine, by its name and by its other names. Loads all connectors. */
export async function loadPlugins(target: 'flinkx' | 'chunjun'): Promise<ReadonlyMap<string, KnownPlugin>> {
  const plugins = new Map<string, KnownPlugin>();
  for (const { load } of Object.values(CONNECTORS)) {
    const { spec: connector } = await load();
    for (const role of ['source', 'sink'] as const) {
      const plugin = connector[role][target]?.plugin;
      if (plugin === undefined) continue;
      for (const name of [plugin.name, ...(plugin.aliases ?? [])]) plugins.set(name, { plugin, role, connector });
    }
  }
  return plugins;
}
