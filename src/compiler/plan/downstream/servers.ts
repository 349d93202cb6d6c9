import type { Artefact, Template } from '../../artefact/index.ts';

/** Where a pipeline's rows lie, by each name that another pipeline may have for it. */
export interface Server {
  /** Two datasources that have one of them in common are one server. */
  readonly keys: readonly string[];
  /** The database of the connection, where it is said. */
  readonly database: string | undefined;
  /** Where names have their database in front, as `shop.orders`. */
  readonly qualifies: boolean;
}

/** The server of a datasource: by the datasource's name, and by its address where that is said. */
export function serverOf({ datasources }: Artefact, name: string): Server {
  const datasource = datasources?.[name];
  const address = mapOf(datasource) === undefined ? NOWHERE : addressOf(datasource);
  return { ...address, keys: [`datasource ${name}`, ...address.keys] };
}

/** One text for datasources of one database: by its address where that is said, else by the datasource's name. */
export function databaseOf(artefact: Artefact, name: string): string {
  const { keys, database, qualifies } = serverOf(artefact, name);
  const [own, address = own ?? name] = keys;
  return qualifies ? `${address}/${database ?? ''}` : address;
}

const NOWHERE: Server = { keys: [], database: undefined, qualifies: false };

/** MariaDB is read and written as MySQL by some. */
const FAMILIES: Readonly<Record<string, string>> = { mariadb: 'mysql', polardb: 'mysql' };
const PORTS: Readonly<Record<string, string>> = {
  mysql: '3306',
  postgresql: '5432',
  oracle: '1521',
  sqlserver: '1433',
};
const JDBC_URL = /^jdbc:([a-z]+):(?:thin:@)?\/\/([^:/,;?]+)(?::(\d+))?(?:\/([^?;]*))?/i;

/** Thousands of pipelines share a datasource, and what it says. */
const addresses = new WeakMap<object, Server>();

function addressOf(datasource: Template | undefined): Server {
  if (typeof datasource !== 'object' || datasource === null) return NOWHERE;
  const known = addresses.get(datasource);
  if (known !== undefined) return known;
  const made = findAddress(datasource);
  addresses.set(datasource, made);
  return made;
}

function findAddress(datasource: Template): Server {
  const values = mapOf(datasource) ?? {};
  const { type, host, port, database, url, brokers, path } = values;
  const family = FAMILIES[textOf(type)] ?? textOf(type);
  const said = typeof database === 'string' ? database : undefined;
  const qualifies = family === 'mysql';
  if (host !== undefined)
    return {
      keys: [
        `${family} ${textOf(host)}:${port === undefined ? (PORTS[family] ?? '') : textOf(port)}${qualifies ? '' : `/${textOf(database)}`}`,
      ],
      database: said,
      qualifies,
    };
  const [, kind, urlHost, urlPort, urlDatabase] = typeof url === 'string' ? (JDBC_URL.exec(url) ?? []) : [];
  if (kind !== undefined) {
    const of = FAMILIES[kind.toLowerCase()] ?? kind.toLowerCase();
    const base = urlDatabase === undefined || urlDatabase === '' ? said : urlDatabase;
    const place = `${of} ${urlHost}:${urlPort ?? PORTS[of] ?? ''}`;
    return {
      keys: [of === 'mysql' ? place : `${place}/${base ?? ''}`],
      database: base,
      qualifies: of === 'mysql',
    };
  }
  if (Array.isArray(brokers))
    return { ...NOWHERE, keys: brokers.map((broker: Template) => `${family} ${textOf(broker)}`) };
  if (path !== undefined) return { ...NOWHERE, keys: [`${family} ${textOf(path)}`] };
  return url === undefined ? NOWHERE : { ...NOWHERE, keys: [`${family} ${textOf(url)}`] };
}

/** A reference stands for itself: two of one name are one value. */
function textOf(value: Template | undefined): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}

function mapOf(value: Template | undefined): Readonly<Record<string, Template | undefined>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return value as { readonly [key: string]: Template }; // what else is an object is a map
}
