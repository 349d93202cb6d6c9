import type { DatasourceNode } from '../ir/index.ts';
import type { DatasourceDefinition } from '../syntax/index.ts';
import { child, type Location } from '../text/index.ts';
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
  checkUrl(merged.url, place('url'), report);
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
    properties: lowerProperties(
      { ...definition.properties, ...overlay?.properties },
      definition.name,
      place('properties'),
      report,
    ),
    at,
  };
}

/** Property names that carry secrets in the drivers that Sluice knows. */
const SECRET_PROPERTY = /passw(or)?d|pwd|secret|token|credential|api[-_]?key|access[-_]?key/i;

function lowerProperties(
  properties: DatasourceDefinition['properties'],
  name: string,
  at: Location,
  report: Report,
): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [key, value] of sortedEntries(properties)) {
    if (SECRET_PROPERTY.test(key)) literalSecret(`property \`${key}\``, name, child(at, key), report);
    result[key] = String(value);
  }
  return result;
}

function lowerPassword(value: string, name: string, at: Location, report: Report): ReturnType<typeof lowerText> {
  const before = report.diagnostics.length;
  const text = lowerText(value, at, 'credential', [], report);
  if (typeof text === 'string') {
    // a reference that is not well formed was complained of already
    if (report.diagnostics.length === before) literalSecret('password', name, at, report);
    return ''; // the literal goes no further than this line
  }
  return text;
}

function literalSecret(what: string, name: string, at: Location, report: Report): void {
  const variable = `${name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}_PASSWORD`;
  const reference = `\${secret:env/${variable}}`;
  report.add('SL0701', at, `${what} of datasource \`${name}\` is written out`, {
    notes: ['a file in git is read by everyone who can clone it, and git never forgets'],
    help: `put it in the environment of the executor and write \`${reference}\``,
    suggestions: [
      { message: `write \`${reference}\``, confidence: 'likely', edits: [{ at, newText: `"${reference}"` }] },
    ],
  });
}

function checkUrl(url: string | undefined, at: Location, report: Report): void {
  if (url === undefined || !/\/\/[^/?#]*:[^/?#]*@|[?&;](password|pwd)=(?!\$\{secret:)/i.test(url)) return;
  report.add('SL0701', at, 'the url holds a password', {
    notes: ['a file in git is read by everyone who can clone it, and git never forgets'],
    help: 'leave credentials out of the url; give `username` and `password: ${secret:env/NAME}` beside it',
  });
}
