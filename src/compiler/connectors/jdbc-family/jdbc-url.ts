import { concat, partsOf, toTemplate, type TextOrTemplate } from '../../artefact/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import type { DatasourceNode } from '../../ir/index.ts';
import type { EmitContext } from '../../targets/index.ts';

/** How a family of drivers writes its addresses. */
export interface JdbcScheme {
  /** What the driver accepts, for example `jdbc:mysql:`. */
  readonly scheme: string;
  /** Other schemes for the same servers, which the driver does not accept: they are replaced. */
  readonly aliases: readonly string[];
  readonly defaultPort: string;
}

/**
 * A datasource's JDBC address: its `url` where it has one, else host, port and database. Properties follow
 * as a query; `flags` are properties without a value. Credentials are never in it. Reports a missing host.
 */
export function jdbcUrl(
  datasource: DatasourceNode,
  { scheme, aliases, defaultPort }: JdbcScheme,
  context: EmitContext,
  flags: readonly string[] = [],
): TextOrTemplate {
  const base =
    datasource.url === undefined ? fromParts(datasource, scheme, defaultPort, context) : toTemplate(datasource.url);
  const properties = Object.entries(datasource.properties).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  const query = [...properties, ...flags].join('&');
  const address = replaceScheme(base, scheme, aliases);
  if (query === '') return address;
  const hasQuery = partsOf(address).some((part) => typeof part === 'string' && part.includes('?'));
  return concat(address, hasQuery ? '&' : '?', query);
}

/** The datasource that a checked node has. */
export function datasourceOf(node: {
  readonly datasource?: DatasourceNode;
  readonly connector: string;
}): DatasourceNode {
  if (node.datasource === undefined) throw new Error(`connector ${node.connector} was emitted without its datasource`);
  return node.datasource;
}

function fromParts(
  datasource: DatasourceNode,
  scheme: string,
  defaultPort: string,
  context: EmitContext,
): TextOrTemplate {
  if (datasource.host === undefined) {
    context.report(
      makeDiagnostic('SL0203', datasource.at, `datasource \`${datasource.name}\` has neither \`host\` nor \`url\``, {
        help: 'add `host`, `port` and `database`',
      }),
    );
  }
  const database = datasource.database === undefined ? '' : `/${datasource.database}`;
  return concat(
    `${scheme}//`,
    toTemplate(datasource.host ?? ''),
    ':',
    toTemplate(datasource.port ?? defaultPort),
    database,
  );
}

function replaceScheme(url: TextOrTemplate, scheme: string, aliases: readonly string[]): TextOrTemplate {
  const [first, ...rest] = partsOf(url);
  const alias = typeof first === 'string' ? aliases.find((candidate) => first.startsWith(candidate)) : undefined;
  if (alias === undefined || typeof first !== 'string') return url;
  return concat(scheme + first.slice(alias.length), { $text: rest });
}
