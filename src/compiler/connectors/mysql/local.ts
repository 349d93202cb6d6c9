import { say } from '../../../message/index.ts';
import { toTemplate, type TextOrTemplate } from '../../artefact/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import type { DatasourceNode, SinkNode, SourceNode } from '../../ir/index.ts';
import type { EmitContext, LocalEmitter, TemplateMap } from '../../targets/index.ts';
import { datasourceOf } from '../../targets/index.ts';
import { credentials } from '../jdbc-family/credentials.ts';

export const local: LocalEmitter = {
  escape: 'mysql-string',
  sourceConnection: connection,
  sinkConnection: connection,
};

/** Host, port, database, username and password. JDBC properties mean nothing to the driver used here. */
function connection(node: SourceNode | SinkNode, context: EmitContext): TemplateMap {
  const datasource = datasourceOf(node);
  const address = datasource.url === undefined ? writtenAddress(datasource) : addressOf(datasource.url);
  if (address?.['host'] === undefined) {
    context.report(
      makeDiagnostic('SL0203', datasource.at, say`datasource \`${datasource.name}\` has no \`host\``, {
        notes: [
          say`\`local\` connects by host, port and database; a \`url\` must be a plain \`jdbc:mysql://host:port/database\``,
        ],
        help: say`add \`host\`, \`port\` and \`database\``,
      }),
    );
  }
  return { ...address, ...credentials(node) };
}

type Address = Readonly<Record<string, TextOrTemplate>>;

function writtenAddress({ host, port, database }: DatasourceNode): Address {
  return {
    ...(host === undefined ? {} : { host: toTemplate(host) }),
    port: toTemplate(port ?? '3306'),
    ...(database === undefined ? {} : { database }),
  };
}

function addressOf(url: NonNullable<DatasourceNode['url']>): Address | undefined {
  if (typeof url !== 'string') return undefined;
  const match = /^jdbc:(?:mysql|mariadb):\/\/([^/:,?]+)(?::(\d+))?(?:\/([^?]*))?(?:\?.*)?$/.exec(url);
  if (match?.[1] === undefined) return undefined;
  return { host: match[1], port: match[2] ?? '3306', ...(match[3] ? { database: match[3] } : {}) };
}
