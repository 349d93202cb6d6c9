import { say } from '../../message/index.ts';
import { concat, partsOf, toTemplate, type TextOrTemplate } from '../artefact/index.ts';
import type { JdbcAddress } from '../connector/index.ts';
import { makeDiagnostic } from '../diagnostics/index.ts';
import type { DatasourceNode } from '../ir/index.ts';
import type { EmitContext } from './emit-context.ts';

/**
 * A datasource's JDBC address: its `url` where it has one, else host, port and database in the driver's
 * form. Properties follow; `flags` are properties without a value. Credentials are never in it. Reports a
 * missing host.
 */
export function jdbcUrl(
  datasource: DatasourceNode,
  address: JdbcAddress,
  context: EmitContext,
  flags: readonly string[] = [],
): TextOrTemplate {
  const { scheme, aliases, propertiesStart = '?', propertiesSeparator = '&', propertiesEnd = '' } = address;
  const base = datasource.url === undefined ? fromParts(datasource, address, context) : toTemplate(datasource.url);
  const properties = Object.entries(datasource.properties).map(
    ([key, value]) => `${key}=${encodeProperty(value, address)}`,
  );
  const query = [...properties, ...flags].join(propertiesSeparator);
  const url = replaceScheme(base, scheme, aliases);
  if (query === '') return url;
  const given = afterServer(url);
  const begun = given.includes(propertiesStart);
  const start = !begun ? propertiesStart : given.endsWith(propertiesSeparator) ? '' : propertiesSeparator;
  return concat(url, start, query, propertiesEnd);
}

/** What follows the server in an address; a hole is no more than a letter of it. */
function afterServer(url: TextOrTemplate): string {
  const text = partsOf(url)
    .map((part) => (typeof part === 'string' ? part : 'x'))
    .join('');
  return text.replace(/^jdbc:[a-z0-9:]*(@?\/\/[^/;?]*)?/i, '');
}

/** In a query a value is encoded as in any address; after semicolons drivers take it as it is. */
function encodeProperty(value: string, { propertiesStart = '?' }: JdbcAddress): string {
  return propertiesStart === '?' ? encodeURIComponent(value).replaceAll('%2F', '/').replaceAll('%3A', ':') : value;
}

/** The datasource that a checked node has. */
export function datasourceOf(node: {
  readonly datasource?: DatasourceNode;
  readonly connector: string;
}): DatasourceNode {
  if (node.datasource === undefined) throw new Error(`connector ${node.connector} was emitted without its datasource`);
  return node.datasource;
}

/** Fills `{host}`, `{port}` and `{database}`; without a database the separator before it goes too. */
function fromParts(datasource: DatasourceNode, address: JdbcAddress, context: EmitContext): TextOrTemplate {
  if (datasource.host === undefined) {
    context.report(
      makeDiagnostic('SL0203', datasource.at, say`datasource \`${datasource.name}\` has neither \`host\` nor \`url\``, {
        help: say`add \`host\`, \`port\` and \`database\``,
      }),
    );
  }
  const form = address.form ?? '//{host}:{port}/{database}';
  const shown = datasource.database === undefined ? form.replace(/[/;:,][^/;:,{]*\{database\}/, '') : form;
  const values: Readonly<Record<string, TextOrTemplate>> = {
    host: toTemplate(datasource.host ?? ''),
    port: toTemplate(datasource.port ?? address.defaultPort),
    database: datasource.database ?? '',
  };
  const parts = shown
    .split(/\{(host|port|database)\}/)
    .map((part, index) => (index % 2 === 0 ? part : (values[part] ?? '')));
  return concat(address.scheme, ...parts);
}

function replaceScheme(url: TextOrTemplate, scheme: string, aliases: readonly string[]): TextOrTemplate {
  const [first, ...rest] = partsOf(url);
  const alias = typeof first === 'string' ? aliases.find((candidate) => first.startsWith(candidate)) : undefined;
  if (alias === undefined || typeof first !== 'string') return url;
  return concat(scheme + first.slice(alias.length), { $text: rest });
}
