import { say } from '../../message/index.ts';
import type { JdbcAddress } from '../../compiler/connector/index.ts';
import type { ReadContext } from './end-draft.ts';

/** What an address says, in parts. */
interface AddressParts {
  readonly host: string;
  readonly port?: string;
  readonly database?: string;
  readonly properties: Readonly<Record<string, string>>;
}

/**
 * A JDBC address: host, port, database and properties where they give the same text again, else `url`. A user
 * and a password in it are taken out, into the datasource.
 */
export function readJdbcUrl(text: string, path: string, context: ReadContext): void {
  const { plugin, draft, notes, placeholders } = context;
  const { fields, secrets } = draft.connection;
  const { url, username, password } = withoutCredentials(text.trim());
  if (username !== undefined) fields.username ??= username;
  if (password !== undefined) secrets.password ??= password;
  if (username !== undefined || password !== undefined)
    notes.add(path, 'secret', say`the user and the password in the address stand beside it now`);
  const parts = plugin.jdbc === undefined || url.includes('${') ? undefined : splitAddress(url, plugin.jdbc);
  if (parts === undefined) {
    fields.url = placeholders.inAddress(url, path);
    return;
  }
  fields.host = parts.host;
  if (parts.port !== undefined) fields.port = Number(parts.port);
  if (parts.database !== undefined) fields.database = parts.database;
  if (Object.keys(parts.properties).length > 0) fields.properties = { ...parts.properties };
}

/** The parts of an address; undefined where they would not give the same text again. */
export function splitAddress(url: string, address: JdbcAddress): AddressParts | undefined {
  const { scheme, form = '//{host}:{port}/{database}', propertiesStart = '?', propertiesSeparator = '&' } = address;
  if (!url.startsWith(scheme)) return undefined;
  const rest = url.slice(scheme.length);
  const pattern = form
    .split(/(\{(?:host|port|database)\})/)
    .map((part) => FIELD[part] ?? part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('');
  const match = new RegExp(`^${pattern}`).exec(rest);
  const { host, port, database } = match?.groups ?? {};
  if (match === null || host === undefined || port === undefined) return undefined;
  const tail = rest.slice(match[0].length);
  if (tail !== '' && !tail.startsWith(propertiesStart)) return undefined;
  const properties: Record<string, string> = {};
  for (const pair of tail === '' ? [] : tail.slice(propertiesStart.length).split(propertiesSeparator)) {
    const [key = '', value] = splitOnce(pair);
    if (key === '' || value === undefined || Object.hasOwn(properties, key)) return undefined;
    const decoded = propertiesStart === '?' ? plainValue(value) : value;
    if (decoded === undefined) return undefined;
    properties[key] = decoded;
  }
  return { host, port, ...(database === undefined ? {} : { database }), properties };
}

const FIELD: Readonly<Record<string, string>> = {
  '{host}': '(?<host>[^/:;?,@{}\\s]+)',
  '{port}': '(?<port>\\d{1,5})',
  '{database}': '(?<database>[^/:;?&,{}\\s]+)',
};

/** A value as it stands between properties; undefined where it would be written differently again. */
function plainValue(value: string): string | undefined {
  try {
    const text = decodeURIComponent(value);
    const again = encodeURIComponent(text).replaceAll('%2F', '/').replaceAll('%3A', ':');
    return again === value && !text.includes('${') ? text : undefined;
  } catch {
    return undefined; // a stray `%`
  }
}

function splitOnce(pair: string): [string, string | undefined] {
  const at = pair.indexOf('=');
  return at < 0 ? [pair, undefined] : [pair.slice(0, at), pair.slice(at + 1)];
}

/**
 * What stands before the last `@` of a server: `//user:password@host`, where a password may hold any
 * character, and Oracle's `thin:user/password@host`.
 */
function userInfo(
  text: string,
): { readonly url: string; readonly username: string; readonly password: string | undefined } | undefined {
  const oracle = /^(jdbc:oracle:\w+:)([^/@:]+)\/(.*)@(.*)$/s.exec(text);
  if (oracle !== null) return { url: `${oracle[1]}@${oracle[4]}`, username: oracle[2] ?? '', password: oracle[3] };
  const [, start = '', info, rest = ''] = /^([^?;]*?\/\/)([^?;]*)@(.*)$/s.exec(text) ?? [];
  // `host:3306/a@b` has no user: it is a database with an `@` in its name
  if (info === undefined || /^[^:/]+:\d{1,5}\//.test(info)) return undefined;
  const at = info.indexOf(':');
  return {
    url: start + rest,
    username: at < 0 ? info : info.slice(0, at),
    password: at < 0 ? undefined : info.slice(at + 1),
  };
}

/** Takes `//user:password@`, `user=` and `password=` out of an address. */
export function withoutCredentials(text: string): {
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
} {
  let username: string | undefined;
  let password: string | undefined;
  const given = userInfo(text);
  let url = given?.url ?? text;
  if (given !== undefined) ({ username, password } = given);
  url = url.replaceAll(
    /([?&;])(user|username|password|pwd)=([^&;]*)/gi,
    (_whole, start: string, key: string, value: string) => {
      if (/^user/i.test(key)) username = value;
      else password = value;
      return start === '?' ? '?' : '';
    },
  );
  url = url.replace('?&', '?').replace(/[?]$/, '');
  return {
    url,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  };
}
