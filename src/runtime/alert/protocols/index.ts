import type { ChannelProtocol } from '../channel-protocol.ts';
import { dingtalk } from './dingtalk.ts';
import { feishu } from './feishu.ts';
import { slack } from './slack.ts';
import { webhook } from './webhook.ts';
import { wecom } from './wecom.ts';

/** The kinds of channels that are spoken to over HTTP. */
export type ChannelType = 'webhook' | 'dingtalk' | 'wecom' | 'feishu' | 'slack';

/** How each is spoken to. */
export const PROTOCOLS: Readonly<Record<ChannelType, ChannelProtocol>> = { webhook, dingtalk, wecom, feishu, slack };
