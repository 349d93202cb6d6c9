import type { DatasourceNode } from '../ir/index.ts';
import type { DatasourceDefinition } from '../syntax/index.ts';
import { child, type Location } from '../text/index.ts';
import { reportLiteralPassword, reportLiteralSecrets, reportSecretInAddress } from './literal-secrets.ts';
import type { Report } from './lower-context.ts';
import { lowerText, lowerTexts } from './lower-text.ts';
import { sortedEntries } from './sorted-entries.ts';

/** A datasource with the environment's changes merged in. A literal password is an error. */
export function lowerDatasource(
  definition: DatasourceDefinition,
  at: Location,
  overlay: Partial<Omit<DatasourceDefinition, 'name'>> | undefined,
  overlayAt: Location,
  report: Report,
): DatasourceNode {
  const merged: DatasourceDefinition = { ...definition, ...overlay };
  const place = (key: keyof DatasourceDefinition): Location => child(overlay && key in overlay ? overlayAt : at, key);
  reportSecretInAddress(
    merged.url,
    place('url'),
    'leave credentials out of the url; give `username` and `password: ${secret:env/NAME}` beside it',
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
    ...(merged.timeZone === undefined ? {} : { timeZone: merged.timeZone }),
    properties: lowerProperties({ ...definition.properties, ...overlay?.properties }, place('properties'), report),
    at,
  };
}

const IN_PROPERTIES =
  'secrets cannot stand in `properties`, which become part of an address; give `username` and `password`, or name a file that holds the secret on the executor';

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

function lowerPassword(value: string, name: string, at: Location, report: Report): ReturnType<typeof lowerText> {
  const before = report.diagnostics.length;
  const text = lowerText(value, at, 'credential', [], report);
  if (typeof text === 'string') {
    // a reference that is not well formed was complained of already
    if (report.diagnostics.length === before) reportLiteralPassword(name, at, report);
    return ''; // the literal goes no further than this line
  }
  return text;
}
