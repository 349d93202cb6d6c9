import { say, type Message } from '../../message/index.ts';
import type { AlertChannelNode } from '../ir/index.ts';
import type { AlertChannelDefinition } from '../syntax/index.ts';
import type { Location } from '../text/index.ts';
import { reportChannelSecret, reportSecretInAddress } from './literal-secrets.ts';
import { Report } from './lower-context.ts';
import { lowerEscalation } from './lower-escalation.ts';
import { lowerQuietHours } from './lower-quiet-hours.ts';
import { lowerText } from './lower-text.ts';

/** What each type knows a sender by. A robot of a group is known by its address, which is a secret. */
const TYPES: Readonly<
  Record<AlertChannelDefinition['type'], { readonly isRobot?: true; readonly withoutSecret?: Message }>
> = {
  webhook: {},
  dingtalk: { isRobot: true },
  feishu: { isRobot: true },
  wecom: { isRobot: true, withoutSecret: say`a robot of WeCom has no secret: its key is in the address` },
  slack: { isRobot: true, withoutSecret: say`an incoming webhook of Slack has no secret: its token is in the address` },
};

/**
 * A channel of sluice.yaml. With an error, what is left of it holds nothing that was written out.
 *
 * @param place Where a key of it stands: in an environment, or beside the others.
 */
export function lowerChannel(
  name: string,
  written: AlertChannelDefinition,
  { defaultTimeZone, declared }: { readonly defaultTimeZone: string; readonly declared: readonly string[] },
  place: (key: string) => Location,
  report: Report,
): AlertChannelNode {
  const sender = lowerSender(name, written, place, report);
  const [ofHours, ofOthers] = [new Report(), new Report()];
  const quiet = written.quiet && lowerQuietHours(written.quiet, defaultTimeZone, place('quiet'), ofHours);
  const escalate = written.escalate && lowerEscalation(name, written.escalate, declared, place('escalate'), ofOthers);
  report.push(...ofHours.diagnostics, ...ofOthers.diagnostics);
  return { ...sender, ...(quiet === undefined ? {} : { quiet }), ...(escalate === undefined ? {} : { escalate }) };
}

function lowerSender(
  name: string,
  { type, url, secret }: AlertChannelDefinition,
  place: (key: string) => Location,
  report: Report,
): AlertChannelNode {
  const { isRobot, withoutSecret } = TYPES[type];
  const address = lowerText(url, place('url'), 'connection', [], report);
  const holdsReference = typeof address !== 'string' && address.parts.some(isSecret);
  if (!report.failed && isRobot === true && !holdsReference) reportChannelSecret('url', name, place('url'), report);
  else if (!report.failed) {
    const help = say`put it in the environment of the daemon and write \`\${secret:env/NAME}\` in its place`;
    reportSecretInAddress(url, place('url'), help, report);
    if (typeof address === 'string') checkAddress(address, place('url'), report);
  }
  // what is written out goes no further than this line
  const node = { name, type, url: report.failed ? '' : address };
  if (secret === undefined) return node;
  if (withoutSecret !== undefined) {
    report.add('SL0205', { ...place('secret'), part: 'key' }, say`\`secret\` cannot stand beside \`type: ${type}\``, {
      notes: [withoutSecret],
      help: say`leave it out`,
    });
    return node;
  }
  const own = new Report();
  const key = lowerText(secret, place('secret'), 'credential', [], own);
  if (!own.failed && typeof key === 'string') reportChannelSecret('secret', name, place('secret'), own);
  report.push(...own.diagnostics);
  return own.failed ? node : { ...node, secret: key };
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
