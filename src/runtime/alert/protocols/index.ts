import type { ChannelProtocol } from '../channel-protocol.ts';
import type { RateLimit } from '../wait-before.ts';
import { dingtalk } from './dingtalk.ts';
import { feishu } from './feishu.ts';
import { slack } from './slack.ts';
import { webhook } from './webhook.ts';
import { wecom } from './wecom.ts';

/** The kinds of channels that are spoken to over HTTP. */
export type ChannelType = 'webhook' | 'dingtalk' | 'wecom' | 'feishu' | 'slack';

/** How each is spoken to. */
export const PROTOCOLS: Readonly<Record<ChannelType, ChannelProtocol>> = { webhook, dingtalk, wecom, feishu, slack };

/** A mailbox takes more, but who reads it would not: what comes fast is joined. */
const MAIL_LIMITS: readonly RateLimit[] = [{ count: 10, perMs: 60_000 }];

/** How much a kind of channel takes. */
export function limitsOf(type: ChannelType | 'email'): readonly RateLimit[] {
  return type === 'email' ? MAIL_LIMITS : PROTOCOLS[type].limits;
}
