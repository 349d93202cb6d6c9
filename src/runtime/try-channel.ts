import type { NormalisedChannel } from '../compiler/index.ts';
import { catalogueOf, say, wordsOf, type Language } from '../message/index.ts';
import { resolveChannel, sendMessage, type SendOutcome } from './alert/index.ts';
import { failed, ok, toldFailure, type Check } from './doctor/index.ts';
import { toOperatingError } from './errors.ts';
import type { Clock } from './ports/index.ts';
import { createSecrets } from './secrets/index.ts';

type ProcessEnvironment = Readonly<Record<string, string | undefined>>;

/** A channel that is tried. */
export interface TriedChannel {
  readonly name: string;
  readonly channel: NormalisedChannel;
  readonly project: string;
  readonly environment: string;
}

/** Sends a message that says that it is a trial, once, with the secrets of this process. Never throws; no outcome holds a secret. */
export async function tryChannel(
  { name, channel, project, environment }: TriedChannel,
  language: Language,
  clock: Pick<Clock, 'now'>,
  processEnvironment: ProcessEnvironment,
): Promise<SendOutcome> {
  const catalogue = await catalogueOf(language);
  const now = clock.now();
  const message = {
    key: `${project}/${environment}:trial`,
    status: 'resolved' as const,
    title: wordsOf(say`Sluice: a trial of channel ${name} (${project}/${environment})`, catalogue),
    lines: [wordsOf(say`nothing is amiss: somebody has called \`sluice alerts test\``, catalogue)],
    labels: { project, environment },
    startedAt: now,
    endedAt: now,
  };
  try {
    const secrets = createSecrets({ environment: { ...processEnvironment } });
    return await sendMessage(await resolveChannel(secrets, channel), message, { clock });
  } catch (thrown) {
    const { code, message: why } = toOperatingError(thrown);
    return { kind: 'failed', retryable: false, why: say`${code}: ${why}` };
  }
}

/** Whether the references of channels are there on this host. Sends nothing. */
export function channelChecks(
  channels: ReadonlyMap<string, NormalisedChannel>,
  processEnvironment: ProcessEnvironment,
): readonly Check[] {
  const secrets = createSecrets({ environment: { ...processEnvironment } });
  return [...channels].map(([channelName, channel]) => {
    const name = `alerts.${channelName}`;
    return {
      name,
      async run() {
        try {
          const resolved = await resolveChannel(secrets, channel);
          if (resolved.type === 'email' || isWebAddress(resolved.url))
            return [ok(name, say`its references are there; nothing was sent`)];
          return [failed(name, say`its address is no http or https URL`, say`look at what \`url\` refers to`)];
        } catch (thrown) {
          return [toldFailure(name, thrown)];
        }
      },
    };
  });
}

function isWebAddress(url: string): boolean {
  return /^https?:\/\//.test(url) && URL.canParse(url);
}
