import type { DatasourceNode, ShardNode } from '../ir/index.ts';
import type { DatasourceDefinition, ShardDefinition } from '../syntax/index.ts';
import type { Text } from '../../time/index.ts';
import { child, type Location } from '../text/index.ts';
import { isSecretName } from '../diagnostics/index.ts';
import type { Report } from './lower-context.ts';
import { lowerPassword } from './lower-password.ts';
import { lowerText, lowerTexts } from './lower-text.ts';
import { sortedEntries } from './sorted-entries.ts';

type Fields = Partial<Omit<DatasourceDefinition, 'name'>>;
type Place = (key: keyof DatasourceDefinition) => Location;

/** The fields of a datasource that only some types have: keys of object stores, headers, shards. */
export function lowerOwnFields(fields: Fields, name: string, place: Place, report: Report): Partial<DatasourceNode> {
  const secret = (key: 'accessKey' | 'secretKey' | 'token'): object => {
    const value = fields[key];
    return value === undefined ? {} : { [key]: lowerPassword(value, name, place(key), report, key) };
  };
  const plain = (key: 'protocol' | 'region' | 'bucket' | 'privateKeyPath'): object =>
    fields[key] === undefined ? {} : { [key]: fields[key] };
  return {
    ...(fields.hosts === undefined
      ? {}
      : { hosts: lowerTexts(fields.hosts, place('hosts'), 'connection', [], report) }),
    ...plain('protocol'),
    ...secret('accessKey'),
    ...secret('secretKey'),
    ...secret('token'),
    ...plain('region'),
    ...plain('bucket'),
    ...plain('privateKeyPath'),
    ...(fields.headers === undefined ? {} : { headers: lowerHeaders(fields.headers, name, place('headers'), report) }),
    ...(fields.defaultFS === undefined
      ? {}
      : { defaultFS: lowerText(fields.defaultFS, place('defaultFS'), 'connection', [], report) }),
    ...(fields.shards === undefined
      ? {}
      : {
          shards: fields.shards.map((shard, index) => lowerShard(shard, name, child(place('shards'), index), report)),
        }),
  };
}

/** A header that names a token is a secret like a password. */
function lowerHeaders(
  headers: Readonly<Record<string, string>>,
  name: string,
  at: Location,
  report: Report,
): Record<string, Text> {
  return Object.fromEntries(
    sortedEntries(headers).map(([header, value]) => [
      header,
      isSecretName(header)
        ? lowerPassword(value, name, child(at, header), report, header)
        : lowerText(value, child(at, header), 'credential', [], report),
    ]),
  );
}

function lowerShard(shard: ShardDefinition, name: string, at: Location, report: Report): ShardNode {
  const text = (key: 'host' | 'url' | 'username'): object => {
    const value = shard[key];
    const kind = key === 'username' ? 'credential' : 'connection';
    return value === undefined ? {} : { [key]: lowerText(value, child(at, key), kind, [], report) };
  };
  return {
    ...text('host'),
    ...(shard.port === undefined
      ? {}
      : { port: lowerText(String(shard.port), child(at, 'port'), 'connection', [], report) }),
    ...(shard.database === undefined ? {} : { database: shard.database }),
    ...text('url'),
    ...text('username'),
    ...(shard.password === undefined
      ? {}
      : { password: lowerPassword(shard.password, name, child(at, 'password'), report) }),
    tables: shard.tables ?? [],
  };
}
