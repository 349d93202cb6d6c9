import { say, type Message } from '../../message/index.ts';
import type { AlertChannelDefinition } from '../syntax/index.ts';
import type { Location } from '../text/index.ts';
import type { Report } from './lower-context.ts';

type Key = Exclude<keyof AlertChannelDefinition, 'type' | 'quiet' | 'escalate'>;

const OF_ADDRESS: readonly Key[] = ['url', 'secret'];
const OF_MAILBOX: readonly Key[] = ['host', 'port', 'tls', 'username', 'password', 'from', 'to'];

/** Why a type has no `secret`, where people would look for one. */
const WITHOUT_SECRET: Readonly<Partial<Record<AlertChannelDefinition['type'], Message>>> = {
  wecom: say`a robot of WeCom has no secret: its key is in the address`,
  slack: say`an incoming webhook of Slack has no secret: its token is in the address`,
};

/**
 * Reports keys that a channel of its type lacks, or that say nothing there. Returns whether it has all that it needs.
 *
 * @param place Where a key of it stands. @param at Of the channel.
 */
export function checkChannelKeys(
  written: AlertChannelDefinition,
  place: (key: string) => Location,
  at: Location,
  report: Report,
): boolean {
  const { type } = written;
  const isMailbox = type === 'email';
  const withoutSecret = WITHOUT_SECRET[type];
  const strangers = [
    ...(isMailbox ? OF_ADDRESS : OF_MAILBOX),
    ...(withoutSecret === undefined ? [] : ['secret' as const]),
  ];
  for (const key of strangers)
    if (written[key] !== undefined)
      report.add('SL0205', { ...place(key), part: 'key' }, say`\`${key}\` cannot stand beside \`type: ${type}\``, {
        notes: key === 'secret' && withoutSecret !== undefined ? [withoutSecret] : [],
        help: say`leave it out`,
      });
  const needed: readonly Key[] = isMailbox ? ['host', 'from', 'to'] : ['url'];
  const missing = needed.filter((key) => written[key] === undefined);
  for (const key of missing)
    report.add('SL0203', { ...at, part: 'key' }, say`a channel of \`type: ${type}\` needs \`${key}\``, {
      help: isMailbox ? say`say \`host\` of the mail server, \`from\` and \`to\`` : say`add \`url\``,
    });
  return missing.length === 0;
}
