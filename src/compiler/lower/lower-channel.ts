import { say } from '../../message/index.ts';
import type { AlertChannelNode, MailChannelNode, WebChannelNode } from '../ir/index.ts';
import type { AlertChannelDefinition } from '../syntax/index.ts';
import type { Location } from '../text/index.ts';
import { checkChannelKeys } from './check-channel-keys.ts';
import { reportChannelSecret, reportSecretInAddress } from './literal-secrets.ts';
import { Report } from './lower-context.ts';
import { lowerEscalation } from './lower-escalation.ts';
import { lowerMailbox } from './lower-mailbox.ts';
import { lowerQuietHours } from './lower-quiet-hours.ts';
import { lowerText } from './lower-text.ts';

/** Types that know who sends by the address alone, which is a secret then. */
const ROBOTS: ReadonlySet<string> = new Set(['dingtalk', 'feishu', 'wecom', 'slack']);

/** What a channel is made of besides its own keys. */
export interface ChannelContext {
  readonly defaultTimeZone: string;
  /** Names of all channels of sluice.yaml. */
  readonly declared: readonly string[];
  /** Where it is declared. */
  readonly at: Location;
}

/**
 * A channel of sluice.yaml. With an error, what is left of it holds nothing that was written out.
 *
 * @param place Where a key of it stands: in an environment, or beside the others.
 */
export function lowerChannel(
  name: string,
  written: AlertChannelDefinition,
  { defaultTimeZone, declared, at }: ChannelContext,
  place: (key: string) => Location,
  report: Report,
): AlertChannelNode {
  const isWhole = checkChannelKeys(written, place, at, report);
  const sender = isWhole ? lowerSender(name, written, place, report) : NOTHING;
  const [ofHours, ofOthers] = [new Report(), new Report()];
  const quiet = written.quiet && lowerQuietHours(written.quiet, defaultTimeZone, place('quiet'), ofHours);
  const escalate = written.escalate && lowerEscalation(name, written.escalate, declared, place('escalate'), ofOthers);
  report.push(...ofHours.diagnostics, ...ofOthers.diagnostics);
  return {
    name,
    ...sender,
    ...(quiet === undefined ? {} : { quiet }),
    ...(escalate === undefined ? {} : { escalate }),
  };
}

/** Stands in for a channel that cannot be told anything. */
const NOTHING = { type: 'webhook', url: '' } as const;

function lowerSender(
  name: string,
  written: AlertChannelDefinition,
  place: (key: string) => Location,
  report: Report,
): Omit<WebChannelNode, 'name'> | Omit<MailChannelNode, 'name'> {
  if (written.type === 'email') return lowerMailbox(name, written, place, report);
  const { type, url = '', secret } = written;
  const own = new Report();
  const address = lowerText(url, place('url'), 'connection', [], own);
  const holdsReference = typeof address !== 'string' && address.parts.some(isSecret);
  if (!own.failed && ROBOTS.has(type) && !holdsReference) reportChannelSecret('url', name, place('url'), own);
  else if (!own.failed) {
    const help = say`put it in the environment of the daemon and write \`\${secret:env/NAME}\` in its place`;
    reportSecretInAddress(url, place('url'), help, own);
    if (typeof address === 'string') checkAddress(address, place('url'), own);
  }
  report.push(...own.diagnostics);
  // what is written out goes no further than this line
  const node = { type, url: own.failed ? '' : address };
  if (secret === undefined) return node;
  const ofSecret = new Report();
  const key = lowerText(secret, place('secret'), 'credential', [], ofSecret);
  if (!ofSecret.failed && typeof key === 'string') reportChannelSecret('secret', name, place('secret'), ofSecret);
  report.push(...ofSecret.diagnostics);
  return ofSecret.failed ? node : { ...node, secret: key };
}

function isSecret(part: string | { readonly kind: string }): boolean {
  return typeof part !== 'string' && part.kind === 'secret';
}

function checkAddress(address: string, at: Location, report: Report): void {
  const isAddress = URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
  if (!isAddress)
    report.add('SL0204', at, say`\`${address}\` is no http or https address`, {
      help: say`write it whole, as in \`https://alerts.example/hook\``,
    });
}
