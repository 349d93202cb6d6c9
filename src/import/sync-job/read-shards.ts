import { say } from '../../message/index.ts';
import type { ParameterSpec } from '../../compiler/connector/index.ts';
import type { ShardDraft } from '../definition/datasource-pool.ts';
import { emptyDraft, type ReadContext } from './end-draft.ts';
import { isJsonMap, pathOf } from './json-map.ts';
import { readCarried } from './read-carried.ts';

type Parameters = Readonly<Record<string, ParameterSpec>>;

/** True where the plugin reads every database of the list, not the first alone. */
export function readsShards({ type, maximumItems }: ParameterSpec, members: Parameters): boolean {
  const hasAddress = Object.values(members).some(({ carries }) => carries === 'datasource.jdbcUrl');
  return type === 'object-list' && maximumItems === undefined && hasAddress;
}

/**
 * Databases of one schema. Their tables are the source's where all have the same; a user or password that all
 * have, and properties, are the datasource's.
 */
export function readShards(
  elements: readonly unknown[],
  members: Parameters,
  path: string,
  context: ReadContext,
): void {
  const read = elements.map((element, index) => readOne(element, members, pathOf(path, index), context));
  const [first] = read;
  if (first === undefined) return;
  const { draft } = context;
  const same = (of: (each: ReadContext['draft']) => unknown): boolean =>
    read.every((each) => JSON.stringify(of(each)) === JSON.stringify(of(first)));
  const sameTables = same(({ tables }) => tables);
  const sameUser = same(({ connection }) => [connection.fields.username, connection.secrets.password]);
  const { properties } = first.connection.fields;
  if (sameTables) draft.tables.push(...first.tables);
  else draft.tables.push(...new Set(read.flatMap(({ tables }) => tables)));
  if (properties !== undefined && same(({ connection }) => connection.fields.properties))
    draft.connection.fields.properties = properties;
  if (sameUser) {
    for (const [index] of read.entries())
      for (const key of ['username', 'password'])
        context.notes.add(pathOf(pathOf(path, index), key), 'rewritten', say`the user of all databases is said once`);
    const { username } = first.connection.fields;
    const { password } = first.connection.secrets;
    if (username !== undefined) draft.connection.fields.username = username;
    if (password !== undefined) draft.connection.secrets.password = password;
  }
  draft.connection.shards = read.map((each) => shardOf(each, sameTables, sameUser));
}

/** One element, read as if it were the only one. */
function readOne(element: unknown, members: Parameters, path: string, context: ReadContext): ReadContext['draft'] {
  const draft = emptyDraft();
  for (const [key, value] of Object.entries(isJsonMap(element) ? element : {})) {
    const spec = Object.hasOwn(members, key) ? members[key] : undefined;
    if (spec?.carries !== undefined && value !== null)
      readCarried(spec.carries, spec, value, pathOf(path, key), { ...context, draft });
  }
  return draft;
}

function shardOf({ connection, tables }: ReadContext['draft'], sameTables: boolean, sameUser: boolean): ShardDraft {
  const { host, port, database, url, username } = connection.fields;
  const { password } = connection.secrets;
  return {
    fields: {
      ...(host === undefined ? {} : { host }),
      ...(port === undefined ? {} : { port }),
      ...(database === undefined ? {} : { database }),
      ...(url === undefined ? {} : { url }),
      ...(username === undefined || sameUser ? {} : { username }),
      ...(sameTables ? {} : { tables }),
    },
    ...(password === undefined || sameUser ? {} : { password }),
  };
}
