import type { DataxPlugin } from './datax-plugin.ts';
import { FILE_PLUGINS } from './plugins/files.ts';
import { JDBC_PLUGINS } from './plugins/jdbc.ts';
import { STORE_PLUGINS } from './plugins/stores.ts';

const PLUGINS: ReadonlyMap<string, DataxPlugin> = new Map(
  [...JDBC_PLUGINS, ...FILE_PLUGINS, ...STORE_PLUGINS].map((plugin) => [plugin.name, plugin]),
);

/** Names of the plugins of DataX that can be imported. */
export const DATAX_PLUGIN_NAMES: readonly string[] = [...PLUGINS.keys()];

/** A plugin of DataX by the name that a job gives, in any case as its users write it; undefined for one that has no connector of ours. */
export function findDataxPlugin(name: string): DataxPlugin | undefined {
  return PLUGINS.get(name.toLowerCase());
}
