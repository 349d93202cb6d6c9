import { say, type Message } from '../../../../message/index.ts';
import type { Artefact } from '../../../artefact/index.ts';
import { groupBy } from '../../../diagnostics/index.ts';
import { isMap } from '../../compare/differences.ts';
import { isOfCredentials } from '../../credentials.ts';
import { formOf } from '../../form-of.ts';
import { isUpdated, valuesUnder, type Reason } from '../../reason.ts';
import type { ValueChange } from '../../value-change.ts';

const PLACES = new Set([
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

/** A datasource of the pipeline has another address, other credentials or properties. */
export const datasourceChanged: Reason = {
  reason: 'DATASOURCE_CHANGED',
  find(change) {
    if (!isUpdated(change)) return [];
    const byName = groupBy(valuesUnder(change, '/datasources'), ({ path }) => path.split('/')[2] ?? '');
    return [...byName].map(([name, values]) => ({
      meaning: values.some((value) => PLACES.has(keyOf(value)))
        ? 'data-affecting'
        : values.every(isOfCredentials) && !mayBeAnotherSchema(name, values, change.after)
          ? 'resource'
          : 'data-affecting',
      consequence: consequenceOf(name, values, change.after),
      paths: values.map(({ path }) => path),
    }));
  },
};

function keyOf({ path }: ValueChange): string {
  return path.split('/')[3] ?? '';
}

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

/** True where another user connects, and a table of the pipeline is named without a schema. */
function mayBeAnotherSchema(name: string, values: readonly ValueChange[], after: Artefact): boolean {
  if (!values.some((value) => keyOf(value) === 'username')) return false;
  const { datasources, source, sink } = formOf(after);
  const datasource = isMap(datasources) ? datasources[name] : undefined;
  if (!isMap(datasource) || !BY_USER.has(datasource['type'])) return false;
  return [source, sink].some((end) => {
    if (!isMap(end) || end['datasource'] !== name) return false;
    const { table } = end;
    return typeof table !== 'string' || !table.includes('.');
  });
}

function consequenceOf(name: string, values: readonly ValueChange[], after: Artefact): Message {
  const keys = [...new Set(values.map(keyOf))].filter((key) => key !== '').join(', ');
  const [whole] = values.filter((value) => keyOf(value) === '');
  if (whole !== undefined)
    return whole.before === undefined
      ? say`runs work on the datasource \`${name}\` too`
      : say`runs do not work on the datasource \`${name}\` any more`;
  if (values.some((value) => PLACES.has(keyOf(value))))
    return say`\`${name}\` is another place (${keys}): what earlier runs read or wrote there is not in it, unless it was copied`;
  if (mayBeAnotherSchema(name, values, after))
    return say`runs connect to \`${name}\` with other credentials (${keys}): a table that is named without a schema may be another one`;
  if (values.every(isOfCredentials)) return say`runs connect to \`${name}\` with other credentials (${keys})`;
  return say`runs connect to \`${name}\` in another way (${keys})`;
}
