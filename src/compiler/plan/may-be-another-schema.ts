import type { Artefact } from '../artefact/index.ts';
import { isMap } from './compare/differences.ts';
import { formOf } from './form-of.ts';

/** Databases that look for a table without a schema in that of the user who connects, or there first. */
const BY_USER: ReadonlySet<unknown> = new Set([
  'oracle',
  'db2',
  'dm',
  'postgresql',
  'greenplum',
  'kingbase',
  'opengauss',
  'gbase',
  'saphana',
  'teradata',
]);

/**
 * True where a datasource's changed values have another user connect, and a table of the pipeline is named without a schema.
 *
 * @param keys What of the datasource is another.
 */
export function mayBeAnotherSchema(name: string, keys: readonly string[], after: Artefact): boolean {
  if (!keys.includes('username')) return false;
  const { datasources, source, sink } = formOf(after);
  const datasource = isMap(datasources) ? datasources[name] : undefined;
  if (!isMap(datasource) || !BY_USER.has(datasource['type'])) return false;
  return [source, sink].some((end) => {
    if (!isMap(end) || end['datasource'] !== name) return false;
    const { table } = end;
    return typeof table !== 'string' || !table.includes('.');
  });
}
