import type { Artefact } from '../artefact/index.ts';
import { isMap, isSame, type JsonMap } from './compare/differences.ts';
import { serverOf } from './downstream/servers.ts';
import { formOf } from './form-of.ts';
import { mayBeAnotherSchema } from './may-be-another-schema.ts';
import { valuesUnder, type UpdatedPipeline } from './reason.ts';
import type { ValueChange } from './value-change.ts';

/** A place that a pipeline reads or writes by another datasource from then on. */
export interface RenamedDatasource {
  readonly from: string;
  readonly to: string;
  /** Fields by which the second one reaches the place in another way, as its credentials. */
  readonly differs: readonly string[];
}

/** Fields that say where a datasource is. */
export const PLACE_FIELDS: ReadonlySet<string> = new Set([
  'host',
  'port',
  'database',
  'url',
  'path',
  'brokers',
  'hosts',
  'shards',
  'defaultFS',
  'bucket',
  'region',
  'type',
]);

/** A server has them beside its address, and two of one address are two places by them. */
const BESIDE_ADDRESS = ['hosts', 'shards', 'defaultFS', 'bucket', 'region', 'protocol', 'hadoop'];

/** The other name of the place that an end of a pipeline is at; undefined where it is, or may be, another place. */
export function renamedDatasource(change: UpdatedPipeline, side: 'source' | 'sink'): RenamedDatasource | undefined {
  const [value] = valuesUnder(change, `/${side}/datasource`);
  if (typeof value?.before !== 'string' || typeof value.after !== 'string') return undefined;
  const [from, to] = [value.before, value.after];
  const [was, is] = [datasourceOf(change.before, from), datasourceOf(change.after, to)];
  if (was === undefined || is === undefined || !isSameServer(change, from, to) || !isSameBeside(was, is))
    return undefined;
  const differs = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (key) => key !== 'limit' && !PLACE_FIELDS.has(key) && !isSame(was[key] ?? null, is[key] ?? null),
  );
  return mayBeAnotherSchema(to, differs, change.after) ? undefined : { from, to, differs };
}

/** Values without those by which a place has only another name. */
export function withoutRenamedDatasources(
  change: UpdatedPipeline,
  values: readonly ValueChange[],
): readonly ValueChange[] {
  const renamed = (['source', 'sink'] as const).filter((side) => renamedDatasource(change, side) !== undefined);
  return values.filter(({ path }) => !renamed.some((side) => path === `/${side}/datasource`));
}

function isSameServer({ before, after }: UpdatedPipeline, from: string, to: string): boolean {
  const [was, is] = [serverOf(before, from), serverOf(after, to)];
  // the first key is the name
  const addresses = new Set(was.keys.slice(1));
  return is.keys.slice(1).some((key) => addresses.has(key)) && was.database === is.database;
}

function isSameBeside(was: JsonMap, is: JsonMap): boolean {
  return (
    BESIDE_ADDRESS.every((key) => isSame(was[key] ?? null, is[key] ?? null)) &&
    (isSame(was['url'] ?? null, is['url'] ?? null) || [was, is].every(({ url }) => !SAYS_MORE.test(String(url))))
  );
}

/** A JDBC address may name its database or schema behind these. */
const SAYS_MORE = /[;?]/;

function datasourceOf(artefact: Artefact, name: string): JsonMap | undefined {
  const { datasources } = formOf(artefact);
  const found = isMap(datasources) ? datasources[name] : undefined;
  return isMap(found) ? found : undefined;
}
