import type { DatasourceDraft } from '../definition/datasource-pool.ts';
import type { ReadContext } from './end-draft.ts';

/** The connection of a reader or writer; undefined where it says none. */
export function connectionOf({ draft, connector, plugin }: ReadContext): DatasourceDraft | undefined {
  const { fields, secrets, headers, shards, defaultFS, hadoopConfig } = draft.connection;
  const cluster = {
    ...(defaultFS === undefined ? {} : { defaultFS }),
    ...(hadoopConfig === undefined || Object.keys(hadoopConfig).length === 0 ? {} : { properties: hadoopConfig }),
  };
  const hasCluster = Object.keys(cluster).length > 0;
  const isCluster = connector.datasourceTypes.includes('hadoop');
  const hasOwn = shards !== undefined || [fields, secrets, headers].some((part) => Object.keys(part).length > 0);
  const type = isCluster && !hasOwn ? 'hadoop' : typeOf(connector.datasourceTypes, fields.url, plugin.jdbc?.aliases);
  if (type === undefined || (!hasOwn && !hasCluster)) return undefined;
  if (type === 'hadoop') return { fields: { type, ...fields, ...cluster }, secrets, headers };
  return {
    fields: { type, ...fields },
    secrets,
    headers,
    ...(shards === undefined ? {} : { shards }),
    ...(hasCluster ? { hadoop: { fields: { type: 'hadoop', ...cluster }, secrets: {}, headers: {} } } : {}),
  };
}

/** The first type that the connector serves, or the one that the address names. */
function typeOf(types: readonly string[], url = '', aliases: readonly string[] = []): string | undefined {
  const alias = aliases.find((scheme) => url.startsWith(scheme));
  return types.find((type) => alias !== undefined && alias.includes(`:${type}:`)) ?? types[0];
}
