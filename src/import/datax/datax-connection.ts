import type { DatasourceDraft } from '../definition/datasource-pool.ts';
import type { ReadContext } from '../sync-job/end-draft.ts';
import type { DataxPlugin } from './datax-plugin.ts';

/** The connection of a reader or writer as a datasource; undefined where it has none. */
export function dataxConnection({ draft }: ReadContext, { datasourceType }: DataxPlugin): DatasourceDraft | undefined {
  if (datasourceType === undefined) return undefined;
  const { fields, secrets, headers, defaultFS, hadoopConfig } = draft.connection;
  const cluster = {
    ...(defaultFS === undefined ? {} : { defaultFS }),
    ...(hadoopConfig === undefined ? {} : { properties: hadoopConfig }),
  };
  if (datasourceType === 'hdfs') return { fields: { type: 'hadoop', ...fields, ...cluster }, secrets, headers };
  return { fields: { type: datasourceType, ...fields }, secrets, headers };
}
