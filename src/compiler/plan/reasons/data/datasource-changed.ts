import { say, type Message } from '../../../../message/index.ts';
import { groupBy } from '../../../diagnostics/index.ts';
import { isUpdated, valuesUnder, type Reason } from '../../reason.ts';
import type { ValueChange } from '../../value-change.ts';

/** Who connects, and how: the rows are the same. */
const CREDENTIALS = new Set(['username', 'password', 'accessKey', 'secretKey', 'token', 'privateKeyPath']);
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
        : values.every((value) => CREDENTIALS.has(keyOf(value)))
          ? 'resource'
          : 'data-affecting',
      consequence: consequenceOf(name, values),
      paths: values.map(({ path }) => path),
    }));
  },
};

function keyOf({ path }: ValueChange): string {
  return path.split('/')[3] ?? '';
}

function consequenceOf(name: string, values: readonly ValueChange[]): Message {
  const keys = [...new Set(values.map(keyOf))].filter((key) => key !== '').join(', ');
  const [whole] = values.filter((value) => keyOf(value) === '');
  if (whole !== undefined)
    return whole.before === undefined
      ? say`runs work on the datasource \`${name}\` too`
      : say`runs do not work on the datasource \`${name}\` any more`;
  if (values.some((value) => PLACES.has(keyOf(value))))
    return say`\`${name}\` is another place (${keys}): what earlier runs read or wrote there is not in it, unless it was copied`;
  if (values.every((value) => CREDENTIALS.has(keyOf(value))))
    return say`runs connect to \`${name}\` with other credentials (${keys})`;
  return say`runs connect to \`${name}\` in another way (${keys})`;
}
