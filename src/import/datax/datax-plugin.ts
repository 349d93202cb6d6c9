import type { PluginSpec } from '../../compiler/connector/index.ts';

/**
 * A reader or writer of DataX, described like one of FlinkX: what each key is, and the field of ours that it
 * carries. A key that carries nothing is DataX's own and has no counterpart. Source: the plugins' own keys and
 * documentation in alibaba/DataX, master of 2025.
 */
export interface DataxPlugin extends PluginSpec {
  readonly role: 'source' | 'sink';
  /** The connector that does the same. */
  readonly connector: string;
  /** Type of the datasource that its connection becomes; absent = it has none. */
  readonly datasourceType?: string;
}
