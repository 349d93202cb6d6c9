import type { NormalisedChannel } from '../../compiler/index.ts';
import { fillLaunchValues } from '../engines/fill-launch-values.ts';
import type { Secrets } from '../ports/index.ts';
import type { ResolvedChannel } from './send-message.ts';

/**
 * A channel with its references resolved on this host. Throws SECRET_MISSING, SECRET_REFUSED, ENGINE_MISCONFIGURED (a variable that is not
 * set); messages name the reference only.
 */
export async function resolveChannel(
  secrets: Secrets,
  { type, url, secret }: NormalisedChannel,
): Promise<ResolvedChannel> {
  const filled = async (template: NormalisedChannel['url']): Promise<string> =>
    String((await fillLaunchValues(secrets, template)).json);
  return { type, url: await filled(url), ...(secret === undefined ? {} : { secret: await filled(secret) }) };
}
