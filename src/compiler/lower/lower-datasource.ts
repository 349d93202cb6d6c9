import { say } from '../../message/index.ts';
import type { DatasourceNode } from '../ir/index.ts';
import type { DatasourceDefinition } from '../syntax/index.ts';
import { child, type Location } from '../text/index.ts';
import { isTimeZone } from '../../time/index.ts';
import { checkAddressParts } from './check-address-parts.ts';
import { reportLiteralSecrets, reportSecretInAddress } from './literal-secrets.ts';
import type { Report } from './lower-context.ts';
import { lowerOwnFields } from './lower-datasource-fields.ts';
import { lowerPassword } from './lower-password.ts';
import { lowerText, lowerTexts } from './lower-text.ts';
import { unknownTimeZone } from './unknown-time-zone.ts';
import { sortedEntries } from './sorted-entries.ts';

/** A datasource with the environment's changes merged in. A literal password is an error. */
export function lowerDatasource(
  definition: DatasourceDefinition,
  at: Location,
  overlay: Partial<Omit<DatasourceDefinition, 'name'>> | undefined,
  overlayAt: Location,
  report: Report,
): DatasourceNode {
  const merged: DatasourceDefinition = { ...addressedAnew(definition, overlay), ...overlay };
  const place = (key: keyof DatasourceDefinition): Location => child(overlay && key in overlay ? overlayAt : at, key);
  checkAddress(definition, merged.type, at, report);
  if (overlay)
    checkAddress(
      overlay.host === undefined ? { ...onlyUrl(definition), ...overlay } : overlay,
      merged.type,
      overlayAt,
      report,
    );
  if (merged.timeZone !== undefined && !isTimeZone(merged.timeZone)) {
    report.push(unknownTimeZone(merged.timeZone, place('timeZone')));
  }
  checkAddressParts(merged, place, report);
  for (const [address, where] of addressesOf(merged, place))
    reportSecretInAddress(
      address,
      where,
      say`leave credentials out of it; give \`username\` and \`password: \${secret:env/NAME}\` beside it`,
      report,
    );
  const text = (key: 'host' | 'url'): object => {
    const value = merged[key];
    return value === undefined ? {} : { [key]: lowerText(value, place(key), 'connection', [], report) };
  };
  return {
    kind: 'datasource',
    name: definition.name,
    type: merged.type,
    ...text('host'),
    ...text('url'),
    ...(merged.port === undefined
      ? {}
      : { port: lowerText(String(merged.port), place('port'), 'connection', [], report) }),
    ...(merged.database === undefined ? {} : { database: merged.database }),
    ...(merged.path === undefined ? {} : { path: merged.path }),
    ...(merged.username === undefined
      ? {}
      : { username: lowerText(merged.username, place('username'), 'credential', [], report) }),
    ...(merged.password === undefined
      ? {}
      : { password: lowerPassword(merged.password, definition.name, place('password'), report) }),
    brokers: lowerTexts(merged.brokers, place('brokers'), 'connection', [], report),
    ...lowerOwnFields(merged, definition.name, place, report),
    ...(merged.timeZone === undefined ? {} : { timeZone: merged.timeZone }),
    ...(merged.limit === undefined ? {} : { limit: merged.limit }),
    properties: lowerProperties({ ...definition.properties, ...overlay?.properties }, place('properties'), report),
    at,
  };
}

/** Every text of a datasource that is or holds the address of a server, with its place. */
function addressesOf(
  { url, host, hosts, brokers, defaultFS, shards }: Overlay,
  place: (key: keyof DatasourceDefinition) => Location,
): (readonly [string | undefined, Location])[] {
  return [
    [url, place('url')],
    [host, place('host')],
    [defaultFS, place('defaultFS')],
    ...(hosts ?? []).map((server, index) => [server, child(place('hosts'), index)] as const),
    ...(brokers ?? []).map((server, index) => [server, child(place('brokers'), index)] as const),
    ...(shards ?? []).map((shard, index) => [shard.url, child(place('shards'), index, 'url')] as const),
  ];
}

const PARTS = ['host', 'port', 'database'] as const;

/** Types whose `url` is that of a server: which database of it is said beside it. */
const URL_OF_SERVER = new Set(['arctic', 'iceberg', 'doris', 'influxdb', 'mongodb', 'odps', 'starrocks']);

type Overlay = Partial<Omit<DatasourceDefinition, 'name'>>;

/** An environment that gives an address in the other form replaces the address, not a part of it. */
export function addressedAnew(definition: DatasourceDefinition, overlay: Overlay | undefined): DatasourceDefinition {
  const { url, host: _host, port: _port, database, ...others } = definition;
  const rest = database !== undefined && URL_OF_SERVER.has(definition.type) ? { ...others, database } : others;
  if (overlay?.url !== undefined) return rest;
  if (overlay?.host !== undefined && url !== undefined) return rest;
  return definition;
}

/** A port or database alone cannot change an address that is written as one. */
function onlyUrl({ url }: DatasourceDefinition): Overlay {
  return url === undefined ? {} : { url };
}

/** The parts of an address beside a whole one would be ignored. */
function checkAddress(given: Overlay, type: string, at: Location, report: Report): void {
  const part = PARTS.find((key) => given[key] !== undefined && !(key === 'database' && URL_OF_SERVER.has(type)));
  if (given.url === undefined || part === undefined) return;
  report.add('SL0205', { ...child(at, part), part: 'key' }, say`\`${part}\` cannot stand beside \`url\``, {
    help: say`keep \`url\`, or \`host\`, \`port\` and \`database\``,
  });
}

const IN_PROPERTIES = say`secrets cannot stand in \`properties\`, which become part of an address; give \`username\` and \`password\`, or name a file that holds the secret on the executor`;

function lowerProperties(
  properties: DatasourceDefinition['properties'],
  at: Location,
  report: Report,
): Record<string, string> {
  reportLiteralSecrets(properties, at, IN_PROPERTIES, report);
  const result: Record<string, string> = {};
  for (const [key, value] of sortedEntries(properties)) {
    const text = lowerText(String(value), child(at, key), 'property', [], report);
    result[key] = typeof text === 'string' ? text : String(value); // with a value in it, reported just now
  }
  return result;
}
