import type { DatasourceDefinition, ShardDefinition } from '../../compiler/syntax/index.ts';
import { freeName, toName } from './free-name.ts';

/** Stands in a draft's `url` for the password in it. */
export const PASSWORD_IN_URL = '\u0000password\u0000';

/** Keys of a datasource that hold a secret, and the password inside its `url`. */
export type SecretKey = 'urlPassword' | 'username' | 'password' | 'accessKey' | 'secretKey' | 'token';

/** A connection as one job says it: everything but its name, and its secrets apart. */
export interface DatasourceDraft {
  readonly fields: Omit<
    DatasourceDefinition,
    'name' | Exclude<SecretKey, 'username' | 'urlPassword'> | 'headers' | 'hadoop'
  >;
  /** Literals (or references) by key; they are compared here and go nowhere else. */
  readonly secrets: Readonly<Partial<Record<SecretKey, string>>>;
  /** HTTP headers; `secret` ones are literals too. */
  readonly headers: Readonly<Record<string, { readonly value: string; readonly secret: boolean }>>;
  /** Several databases that are read as one. */
  readonly shards?: readonly ShardDraft[];
  /** The Hadoop cluster that it works on. */
  readonly hadoop?: DatasourceDraft;
}

/** One database of several; its password is a literal. */
export interface ShardDraft {
  readonly fields: Omit<ShardDefinition, 'password'>;
  readonly password?: string;
}

/** A secret that somebody has to put where the reference says. */
export interface NeededSecret {
  /** Name of the environment variable. */
  readonly variable: string;
  readonly datasource: string;
  readonly key: string;
}

interface Entry {
  readonly definition: DatasourceDefinition;
  readonly needed: readonly NeededSecret[];
  readonly hadoop?: string;
  /** In the repository already. */
  readonly existing: boolean;
  kept: boolean;
}

/**
 * Datasources of many jobs, each connection once. What is equal, secrets included, has one name; two
 * passwords never share a reference. One of the repository with the same address is used by its name.
 */
export class DatasourcePool {
  readonly #byConnection = new Map<string, Entry>();
  readonly #byName = new Map<string, Entry>();
  readonly #existing: readonly DatasourceDefinition[];
  readonly #names: Set<string>;
  readonly #variables = new Set<string>();

  /** `taken` are names that no new datasource may have, beside those of the existing ones. */
  constructor(existing: readonly DatasourceDefinition[], taken: Iterable<string> = []) {
    this.#existing = [...existing].sort((a, b) => (a.name < b.name ? -1 : 1));
    this.#names = new Set([...existing.map(({ name }) => name), ...taken]);
    for (const definition of existing) for (const variable of variablesOf(definition)) this.#variables.add(variable);
  }

  /** The datasource for a connection. It is part of {@link kept} only after {@link keep}. */
  take(draft: DatasourceDraft): DatasourceDefinition {
    const connection = connectionKey(draft);
    const known = this.#byConnection.get(connection);
    if (known !== undefined) return known.definition;
    const hadoop = draft.hadoop === undefined ? undefined : this.take(draft.hadoop).name;
    const entry = this.#reused(draft, hadoop) ?? this.#made(draft, hadoop);
    this.#byConnection.set(connection, entry);
    this.#byName.set(entry.definition.name, entry);
    return entry.definition;
  }

  /** The definitions of a name and of the cluster it works on. */
  withCluster(name: string): readonly DatasourceDefinition[] {
    const entry = this.#byName.get(name);
    if (entry === undefined) return [];
    return [entry.definition, ...(entry.hadoop === undefined ? [] : this.withCluster(entry.hadoop))];
  }

  /** A pipeline that uses it is written, so it is too. */
  keep(name: string): void {
    const entry = this.#byName.get(name);
    if (entry === undefined) return;
    entry.kept = true;
    if (entry.hadoop !== undefined) this.keep(entry.hadoop);
  }

  /** What is new and used, by name. */
  get kept(): readonly DatasourceDefinition[] {
    return this.#used()
      .filter(({ existing }) => !existing)
      .map(({ definition }) => definition);
  }

  /** What has to be set before the pipelines run. */
  get neededSecrets(): readonly NeededSecret[] {
    return this.#used().flatMap(({ needed }) => needed);
  }

  #used(): Entry[] {
    return [...this.#byName.values()]
      .filter(({ kept }) => kept)
      .sort((a, b) => (a.definition.name < b.definition.name ? -1 : 1));
  }

  /** One of the repository with this address and user; each stands for one connection of the jobs only. */
  #reused(draft: DatasourceDraft, hadoop: string | undefined): Entry | undefined {
    const address = addressKey(draft, hadoop);
    const definition = this.#existing.find(
      (candidate) => !this.#byName.has(candidate.name) && existingKey(candidate) === address,
    );
    if (definition === undefined) return undefined;
    const ofShards = (definition.shards ?? []).flatMap(({ password }, index) =>
      neededFor(definition.name, `shard_${index + 1}_password`, password),
    );
    const named = new Map(Object.entries(definition));
    const needed = [
      ...Object.keys(draft.secrets).flatMap((key) =>
        key === 'urlPassword'
          ? neededFor(definition.name, 'password', definition.url)
          : neededFor(definition.name, key, named.get(key)),
      ),
      ...ofShards,
    ];
    return { definition, needed, ...(hadoop === undefined ? {} : { hadoop }), existing: true, kept: false };
  }

  #made(draft: DatasourceDraft, hadoop: string | undefined): Entry {
    const name = freeName(nameCandidates(draft), (candidate) => this.#names.has(candidate));
    this.#names.add(name);
    const needed: NeededSecret[] = [];
    const refer = (key: string, literal: string): string => {
      if (literal.startsWith('${secret:')) return literal;
      const variable = this.#variable(`${name}_${key.replaceAll(/[A-Z]/g, '_$&')}`);
      needed.push({ variable, datasource: name, key });
      return `\${secret:env/${variable}}`;
    };
    const { type, ...fields } = draft.fields;
    const { urlPassword, ...ownSecrets } = draft.secrets;
    const secrets = Object.entries(ownSecrets).map(([key, literal]) => [key, refer(key, literal)]);
    const headers = Object.entries(draft.headers).map(([key, { value, secret }]) => [
      key,
      secret ? refer(key, value) : value,
    ]);
    const shards = (draft.shards ?? []).map(({ fields: shard, password }, index) => ({
      ...shard,
      ...(password === undefined ? {} : { password: refer(`shard_${index + 1}_password`, password) }),
    }));
    const { properties, host, port, database, url, username, ...connection } = fields;
    const definition: DatasourceDefinition = {
      name,
      type,
      ...present({
        host,
        port,
        database,
        url: urlPassword === undefined ? url : url?.replace(PASSWORD_IN_URL, refer('password', urlPassword)),
      }),
      ...connection,
      ...present({ username }),
      ...Object.fromEntries(secrets),
      ...(headers.length === 0 ? {} : { headers: Object.fromEntries(headers) }),
      ...(shards.length === 0 ? {} : { shards }),
      ...(hadoop === undefined ? {} : { hadoop }),
      ...(properties === undefined ? {} : { properties }),
    };
    return { definition, needed, ...(hadoop === undefined ? {} : { hadoop }), existing: false, kept: false };
  }

  #variable(words: string): string {
    const wanted = words
      .toUpperCase()
      .replaceAll(/[^A-Z0-9]+/g, '_')
      .replace(/^(?=\d)/, '_');
    const variable = freeName([wanted], (candidate) => this.#variables.has(candidate), '_');
    this.#variables.add(variable);
    return variable;
  }
}

/** Without the keys that have no value. */
function present<T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> }; // the same keys, or fewer
}

function nameCandidates({ fields }: DatasourceDraft): string[] {
  const { type, database, host, brokers, hosts, defaultFS, url } = fields;
  const server = firstLabel(
    (host ?? brokers?.[0] ?? hosts?.[0] ?? defaultFS ?? url ?? '').replaceAll(/\$\{[^}]*\}/g, ''),
  );
  // Redis counts its databases
  const named = database !== undefined && /[a-z]/i.test(database) ? database : undefined;
  const names = [
    named ?? '',
    named === undefined ? '' : `${named}-${server}`,
    server === '' ? '' : `${type}-${server}`,
  ];
  return [...names.map(toName).filter((name) => name !== ''), toName(type)];
}

/** `db` of `db.example:3306`; an IP address as a whole. */
function firstLabel(address: string): string {
  const host = address.replace(/^[a-z0-9:+.-]*?(?:\/\/|@)/i, '').split(/[/:?;,]/)[0] ?? '';
  return /^[\d.]+$/.test(host) ? host : (host.split('.')[0] ?? '');
}

function connectionKey({ hadoop, ...draft }: DatasourceDraft): string {
  return JSON.stringify([stable(draft), hadoop === undefined ? null : connectionKey(hadoop)]);
}

/** Everything of a connection but what its secrets are. */
function addressKey(draft: DatasourceDraft, hadoop: string | undefined): string {
  const secrets = Object.keys(draft.secrets).sort();
  const headers = Object.entries(draft.headers).map(([key, { value, secret }]) => [key, secret ? '' : value]);
  const shards = (draft.shards ?? []).map(({ fields }) => textual(fields));
  return JSON.stringify(stable([textual(draft.fields), shards, secrets, Object.fromEntries(headers), hadoop ?? null]));
}

function existingKey(definition: DatasourceDefinition): string {
  const {
    name: _name,
    description: _description,
    password,
    accessKey,
    secretKey,
    token,
    headers,
    hadoop,
    shards,
    ...fields
  } = definition;
  const isReferred = fields.username?.includes('${secret:') === true;
  const { username, url, ...address } = fields;
  const plainUrl = url?.replace(/\$\{secret:[^}]*\}/, PASSWORD_IN_URL);
  const urlPassword = plainUrl === url ? undefined : url;
  const given = { password, accessKey, secretKey, token, username: isReferred ? username : undefined, urlPassword };
  const secrets = Object.entries(given).flatMap(([key, value]) => (value === undefined ? [] : [key]));
  const shown = Object.entries(headers ?? {}).map(([key, value]) => [key, value.includes('${secret:') ? '' : value]);
  const databases = (shards ?? []).map(({ password: _password, ...shard }) => textual(shard));
  return JSON.stringify(
    stable([
      textual({ ...address, ...present({ url: plainUrl }), ...(isReferred ? {} : present({ username })) }),
      databases,
      secrets.sort(),
      Object.fromEntries(shown),
      hadoop ?? null,
    ]),
  );
}

/** Ports and properties may be written as numbers or as text. */
function textual(fields: object): unknown {
  return JSON.parse(
    JSON.stringify(fields, (_key, value: unknown) =>
      typeof value === 'number' || typeof value === 'boolean' ? String(value) : value,
    ),
  );
}

/** The same value with its keys in order. */
function stable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stable);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, stable(member)]));
}

function variablesOf(definition: DatasourceDefinition): string[] {
  return [...JSON.stringify(definition).matchAll(/\$\{secret:env\/([A-Za-z0-9_]+)\}/g)].map(([, name = '']) => name);
}

function neededFor(datasource: string, key: string, written: unknown): NeededSecret[] {
  const variable = /\$\{secret:env\/([A-Za-z0-9_]+)\}/.exec(typeof written === 'string' ? written : '')?.[1];
  return variable === undefined ? [] : [{ variable, datasource, key }];
}
