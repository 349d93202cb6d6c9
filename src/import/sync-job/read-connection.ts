import { say } from '../../message/index.ts';
import type { CARRIED_CONNECTION, ParameterSpec } from '../../compiler/connector/index.ts';
import { PASSWORD_IN_URL, type SecretKey } from '../definition/datasource-pool.ts';
import type { ReadContext } from './end-draft.ts';
import { headersOf } from './headers-of.ts';
import { holdsSecret, isSecretName } from './hide-secrets.ts';
import { isJsonMap, pathOf, scalarText } from './json-map.ts';
import { readJdbcUrl, withoutCredentials } from './read-jdbc-url.ts';
import { textsOf } from './texts-of.ts';

type CarriedConnection = (typeof CARRIED_CONNECTION)[number];

/** A part of a datasource, from what a parameter says: the inverse of the target's `connectionValue`. */
export function readConnection(
  carries: CarriedConnection,
  spec: ParameterSpec,
  value: unknown,
  path: string,
  context: ReadContext,
): void {
  const { draft, placeholders, notes } = context;
  const { connection } = draft;
  const { fields } = connection;
  const first = firstText(value);
  const address = (text: string): string => placeholders.inAddress(text, path);
  const addresses = (): string[] => textsOf(value, spec).map(address);
  // an empty password is one too, where the plugin does not start without
  if (carries === 'datasource.password' && value === '' && spec.required === true) connection.secrets.password = '';
  if (first === undefined && !isJsonMap(value) && !Array.isArray(value)) return;
  switch (carries) {
    case 'datasource.jdbcUrl':
      if (first !== undefined) readJdbcUrl(first, path, context);
      for (let index = 1; Array.isArray(value) && index < value.length; index += 1)
        notes.add(pathOf(path, index), 'beyond-element-0', say`the engine reads the first address alone`);
      return;
    case 'datasource.url': {
      if (first === undefined) return;
      readUrl(first, path, context);
      return;
    }
    case 'datasource.urlAndPath': {
      const [, server, rest] = /^([a-z]+:\/\/[^/?]+)(\/.*)$/i.exec(first ?? '') ?? [];
      if (first === undefined) return;
      fields.url = address(withoutCredentials(server ?? first).url);
      if (rest !== undefined && rest !== '/') draft.path = placeholders.inText(rest, path, spec.engineNames);
      return;
    }
    case 'datasource.host':
      if (first !== undefined) fields.host = address(first);
      return;
    case 'datasource.port':
      if (first !== undefined) fields.port = /^\d+$/.test(first) ? Number(first) : address(first);
      return;
    case 'datasource.hostPort': {
      const [, host, port] = /^([^:,]+):(\d+)$/.exec(first ?? '') ?? [];
      if (host !== undefined) fields.host = address(host);
      else if (first !== undefined) fields.host = address(first);
      if (port !== undefined) fields.port = Number(port);
      return;
    }
    case 'datasource.database':
      if (first !== undefined) fields.database = first;
      return;
    case 'datasource.username':
      // a user that the engine's `-p` gave is known on the executor alone, as its password is
      if (first?.includes('${') === true) {
        connection.secrets.username = first;
        notes.add(path, 'renamed', say`the user comes from the environment of the executor`);
      } else if (first !== undefined) fields.username = first;
      return;
    case 'datasource.password':
    case 'datasource.accessKey':
    case 'datasource.secretKey':
    case 'datasource.token':
      // the part after the point is the datasource's own key
      if (first !== undefined) connection.secrets[carries.slice('datasource.'.length) as SecretKey] = first;
      return;
    case 'datasource.brokers':
      if (first !== undefined) fields.brokers = addresses();
      return;
    case 'datasource.hosts':
    case 'datasource.otherHosts':
      if (first !== undefined) fields.hosts = addresses();
      return;
    case 'datasource.protocol':
    case 'datasource.region':
    case 'datasource.bucket':
    case 'datasource.privateKeyPath':
      // as above
      if (first !== undefined) fields[carries.slice('datasource.'.length) as 'protocol'] = first;
      return;
    case 'datasource.headers':
      readHeaders(value, context);
      return;
    case 'datasource.properties':
    case 'datasource.propertiesOnHadoop':
      addProperties(textMap(value, path, context), context);
      return;
    case 'datasource.defaultFS':
      if (first !== undefined) connection.defaultFS = address(first);
      return;
    case 'datasource.hadoopConfig':
      connection.hadoopConfig = { ...connection.hadoopConfig, ...textMap(value, path, context) };
      return;
    default:
      carries satisfies never;
  }
}

/** One text, whatever separators are in it; of a list its first. */
function firstText(value: unknown): string | undefined {
  const text = scalarText(Array.isArray(value) ? value[0] : value)?.trim();
  return text === '' ? undefined : text;
}

function addProperties(properties: Record<string, string>, { draft }: ReadContext): void {
  const { fields } = draft.connection;
  if (Object.keys(properties).length > 0) fields.properties = { ...fields.properties, ...properties };
}

/** An address that is used alone (MongoDB): its user stays in it, its password as a reference. */
function readUrl(text: string, path: string, { draft, placeholders }: ReadContext): void {
  const { password } = withoutCredentials(text);
  const { fields, secrets } = draft.connection;
  const hidden =
    password === undefined || password === ''
      ? text
      : text
          .replace(/(\/\/[^/?#@:\s]*:)[^/?#@\s]+(?=@)/, `$1${PASSWORD_IN_URL}`)
          .replace(/([?&;](?:password|pwd)=)[^&;]+/i, `$1${PASSWORD_IN_URL}`);
  if (hidden !== text && password !== undefined) secrets.urlPassword = password;
  fields.url = placeholders.inAddress(hidden, path);
}

/** A map, or a list of `{name, value}`. */
function readHeaders(value: unknown, { draft }: ReadContext): void {
  const pairs = Object.entries(headersOf(value));
  for (const [name, given] of pairs) {
    const text = scalarText(given);
    if (text !== undefined) draft.connection.headers[name] = { value: text, secret: isSecretName(name) };
  }
}

/** A map of text. A secret in it has no place: it would become part of a job as it is written. */
export function textMap(value: unknown, path: string, { notes }: ReadContext): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [key, member] of Object.entries(isJsonMap(value) ? value : {})) {
    const text = scalarText(member);
    if (text === undefined) continue;
    if ((isSecretName(key) && !/^(?:true|false|)$/.test(text)) || holdsSecret(text)) {
      notes.add(
        pathOf(path, key),
        'secret',
        say`a password cannot stand among properties: name a file that holds it on the executor`,
      );
    } else texts[key] = text.replaceAll('${', '$${');
  }
  return texts;
}
