import { say } from '../../../message/index.ts';
import { concat, toTemplate, type Template, type TextOrTemplate } from '../../artefact/index.ts';
import type { CARRIED_CONNECTION, ParameterSpec } from '../../connector/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import type { DatasourceNode } from '../../ir/index.ts';
import type { Text } from '../../../time/index.ts';
import { child } from '../../text/index.ts';
import { jdbcUrl } from '../jdbc-url.ts';
import { textsAs, type PluginUse } from './plugin-use.ts';

type CarriedConnection = (typeof CARRIED_CONNECTION)[number];

/** A part of a datasource as a parameter writes it; undefined where the datasource does not say it. */
export function connectionValue(
  carries: CarriedConnection,
  spec: ParameterSpec,
  datasource: DatasourceNode,
  use: PluginUse,
): Template | undefined {
  switch (carries) {
    case 'datasource.jdbcUrl': {
      if (datasource.host === undefined && datasource.url === undefined) return undefined;
      const { jdbc } = use.plugin;
      if (jdbc === undefined) throw new Error(`plugin ${use.plugin.name} has no JDBC address form`);
      const url = jdbcUrl(datasource, jdbc, use.context);
      return spec.type === 'string-list' ? [url] : url;
    }
    case 'datasource.url':
      if (datasource.url === undefined) return undefined;
      return spec.type === 'string-list' ? [toTemplate(datasource.url)] : toTemplate(datasource.url);
    case 'datasource.urlAndPath':
      return datasource.url && urlAndPath(datasource.url, use.node.path);
    case 'datasource.host':
      return text(datasource.host);
    case 'datasource.port':
      return portAs(datasource, spec);
    case 'datasource.hostPort':
      return datasource.host === undefined ? undefined : hostPort(datasource.host, datasource.port ?? spec.defaultPort);
    case 'datasource.database':
      return databaseAs(datasource, spec, use);
    case 'datasource.username':
      return text(datasource.username);
    case 'datasource.password':
      return text(datasource.password);
    case 'datasource.brokers':
      return textsAs(datasource.brokers, spec, use);
    case 'datasource.hosts':
      return hostsAs(datasource, spec, use);
    case 'datasource.otherHosts':
      return datasource.hosts === undefined ? undefined : serversAs(datasource.hosts, datasource, spec, use);
    case 'datasource.protocol':
      return datasource.protocol;
    case 'datasource.accessKey':
      return text(datasource.accessKey);
    case 'datasource.secretKey':
      return text(datasource.secretKey);
    case 'datasource.token':
      return text(datasource.token);
    case 'datasource.region':
      return datasource.region;
    case 'datasource.bucket':
      return datasource.bucket;
    case 'datasource.privateKeyPath':
      return datasource.privateKeyPath;
    case 'datasource.headers':
      return datasource.headers === undefined ? undefined : headersAs(datasource.headers, spec);
    case 'datasource.properties':
      return mapOrNothing(datasource.properties);
    case 'datasource.propertiesOnHadoop':
      return mapOrNothing({ ...datasource.hadoop?.properties, ...datasource.properties });
    case 'datasource.defaultFS':
      return text(datasource.defaultFS ?? datasource.hadoop?.defaultFS);
    case 'datasource.hadoopConfig':
      return mapOrNothing((datasource.type === 'hadoop' ? datasource : datasource.hadoop)?.properties ?? {});
    default:
      return carries satisfies never;
  }
}

function text(value: Text | undefined): TextOrTemplate | undefined {
  return value === undefined ? undefined : toTemplate(value);
}

/** The address with the pipeline's path behind it, one `/` between the two. */
function urlAndPath(url: Text, path: Text | undefined): TextOrTemplate {
  if (path === undefined) return toTemplate(url);
  const base = typeof url === 'string' ? url.replace(/\/$/, '') : toTemplate(url);
  const rest = typeof path === 'string' ? path.replace(/^\//, '') : toTemplate(path);
  return concat(base, rest === '' || (typeof rest === 'string' && rest.startsWith('?')) ? '' : '/', rest);
}

/** Several servers, or the one that `host` and `port` name. */
function hostsAs(datasource: DatasourceNode, spec: ParameterSpec, use: PluginUse): Template | undefined {
  const { hosts, host, port = spec.defaultPort } = datasource;
  if (hosts !== undefined) return serversAs(hosts, datasource, spec, use);
  if (host === undefined) return undefined;
  const only = hostPort(host, port);
  return spec.type === 'string' ? only : [only];
}

function serversAs(
  hosts: readonly Text[],
  { at }: DatasourceNode,
  spec: ParameterSpec,
  use: PluginUse,
): Template | undefined {
  const { defaultPort } = spec;
  const servers = hosts.map((server) =>
    typeof server === 'string' && defaultPort !== undefined && !/:\d+$/.test(server)
      ? `${server}:${defaultPort}`
      : server,
  );
  return textsAs(servers, spec, use, child(at, 'hosts'));
}

/** A port that is a number is printed as one where the engine reads one. */
function portAs({ port }: DatasourceNode, spec: ParameterSpec): Template | undefined {
  if (port === undefined) return undefined;
  return spec.type === 'integer' && typeof port === 'string' && /^\d+$/.test(port) ? Number(port) : toTemplate(port);
}

/** A store whose databases have numbers is asked for one by its number. */
function databaseAs({ database, at }: DatasourceNode, spec: ParameterSpec, use: PluginUse): Template | undefined {
  if (database === undefined) return undefined;
  if (spec.type === 'string-list') return [database];
  if (spec.type !== 'integer') return database;
  if (/^\d+$/.test(database)) return Number(database);
  use.context.report(
    makeDiagnostic('SL0204', child(at, 'database'), say`\`${database}\` is no number of a database`, {
      notes: [say`databases of \`${use.node.connector}\` have numbers`],
      help: say`write its number in quotes, as in \`database: "0"\``,
    }),
  );
  return undefined;
}

function hostPort(host: Text, port: Text | undefined): TextOrTemplate {
  return port === undefined ? toTemplate(host) : concat(toTemplate(host), ':', toTemplate(port));
}

/** A map of headers, a list that holds it, or a list of maps with name and value of each. */
function headersAs(headers: Readonly<Record<string, Text>>, spec: ParameterSpec): Template {
  const entries = Object.entries(headers).map(([name, value]) => [name, toTemplate(value)] as const);
  if (spec.type !== 'object-list') return Object.fromEntries(entries);
  if (spec.members === undefined) return entries.length === 0 ? [] : [Object.fromEntries(entries)];
  const nameKey = 'key' in spec.members ? 'key' : 'name';
  return entries.map(([name, value]) => ({ [nameKey]: name, value }));
}

function mapOrNothing(map: Readonly<Record<string, string>>): Template | undefined {
  return Object.keys(map).length === 0 ? undefined : map;
}
