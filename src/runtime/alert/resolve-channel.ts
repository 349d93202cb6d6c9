import type { MailChannel, NormalisedChannel, WebChannel } from '../../compiler/index.ts';
import { fillLaunchValues } from '../engines/fill-launch-values.ts';
import type { Secrets } from '../ports/index.ts';

/** Where a message goes. The address is a secret too: services know their robots by a token in it. */
export interface ResolvedAddress {
  readonly type: WebChannel['type'];
  readonly url: string;
  readonly secret?: string;
}

/** A mail server, and whom it is to tell. */
export interface ResolvedMailbox extends Pick<MailChannel, 'type' | 'port' | 'tls' | 'from' | 'to'> {
  readonly host: string;
  readonly login?: { readonly username: string; readonly password: string };
}

export type ResolvedChannel = ResolvedAddress | ResolvedMailbox;

/**
 * A channel with its references resolved on this host. Throws SECRET_MISSING, SECRET_REFUSED, ENGINE_MISCONFIGURED (a variable that is not
 * set); messages name the reference only.
 */
export async function resolveChannel(secrets: Secrets, channel: NormalisedChannel): Promise<ResolvedChannel> {
  const filled = async (template: WebChannel['url']): Promise<string> =>
    String((await fillLaunchValues(secrets, template)).json);
  if (channel.type !== 'email') {
    const { type, url, secret } = channel;
    return { type, url: await filled(url), ...(secret === undefined ? {} : { secret: await filled(secret) }) };
  }
  const { type, host, port, tls, username, password, from, to } = channel;
  const server = { type, host: await filled(host), port, tls, from, to };
  if (username === undefined || password === undefined) return server;
  return { ...server, login: { username: await filled(username), password: await filled(password) } };
}
