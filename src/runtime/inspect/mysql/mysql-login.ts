import type { DatasourceNode } from '../../../compiler/index.ts';
import { LookFailed } from '../facts.ts';
import type { LookContext } from '../look-context.ts';
import { resolveOptional, resolveText } from '../resolve-text.ts';

/** Where a server is and how to log in; values, not references: never to be shown. */
export interface MysqlLogin {
  readonly host: string;
  readonly port: number;
  readonly database: string | undefined;
  readonly username: string;
  readonly password: string;
  /** `verified`: the certificate must be one that this machine trusts. */
  readonly tls: false | 'encrypted' | 'verified';
  /** The key of the datasource that says the address. */
  readonly key: 'host' | 'url';
}

/** `jdbc:mysql://host:3306/shop?useSSL=true`, also with several servers, of which the first is asked. */
const JDBC_URL = /^jdbc:(?:mysql|mariadb)(?::[a-z]+)?:\/\/(\[[^\]]+\]|[^:/,?]+)(?::(\d+))?[^/]*(?:\/([^?]*))?/i;

/** The login that a datasource describes, its references resolved on this machine. */
export async function mysqlLogin(datasource: DatasourceNode, context: LookContext): Promise<MysqlLogin> {
  const username = (await resolveOptional(datasource.username, ['username'], context)) ?? '';
  const password = (await resolveOptional(datasource.password, ['password'], context)) ?? '';
  const account = { username, password, tls: tlsOf(datasource.properties) };
  if (datasource.url !== undefined) {
    const url = await resolveText(datasource.url, ['url'], context);
    const [, host, port = '3306', database = ''] = JDBC_URL.exec(url) ?? [];
    if (host === undefined) throw new LookFailed({ kind: 'not-readable', subject: url, key: ['url'] });
    return {
      ...account,
      host: host.replaceAll(/^\[|\]$/g, ''),
      port: portOf(port, 'url'),
      database: database === '' ? datasource.database : database,
      key: 'url',
    };
  }
  const port = (await resolveOptional(datasource.port, ['port'], context)) ?? '3306';
  return {
    ...account,
    host: (await resolveOptional(datasource.host, ['host'], context)) ?? '127.0.0.1',
    port: portOf(port, 'port'),
    database: datasource.database,
    key: 'host',
  };
}

function portOf(text: string, key: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new LookFailed({ kind: 'not-readable', subject: text, key: [key] });
}

/** As Connector/J and MariaDB's driver read their properties. Without a word of it no encryption is asked for. */
function tlsOf(properties: DatasourceNode['properties']): MysqlLogin['tls'] {
  const mode = (properties['sslMode'] ?? '').toUpperCase().replaceAll('-', '_');
  if (['VERIFY_CA', 'VERIFY_IDENTITY', 'VERIFY_FULL'].includes(mode)) return 'verified';
  if (['REQUIRED', 'TRUST'].includes(mode)) return 'encrypted';
  if (mode === '' && [properties['useSSL'], properties['requireSSL']].includes('true'))
    return properties['verifyServerCertificate'] === 'true' ? 'verified' : 'encrypted';
  return false;
}
