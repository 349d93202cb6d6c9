import type { DailyHours, Text } from '../../time/index.ts';

/** What people are told of: a run that failed for good, one that was not started in time, a deployment that cannot go on. */
export type AlertReason = 'failed' | 'late' | 'stalled';

interface ChannelNode {
  readonly name: string;
  /** Nothing is sent within them; absent = it is sent at once. */
  readonly quiet?: DailyHours;
  /** Who is told too, so long after it began, of what this one was told of and that is not over; absent = nobody. */
  readonly escalate?: { readonly afterMs: number; readonly to: readonly string[] };
}

/** One that takes messages at an address of the web. */
export interface WebChannelNode extends ChannelNode {
  readonly type: 'webhook' | 'dingtalk' | 'wecom' | 'feishu' | 'slack';
  /** Holds a reference to a secret wherever the address itself is one. */
  readonly url: Text;
  readonly secret?: Text;
}

/** One that takes them by e-mail. */
export interface MailChannelNode extends ChannelNode {
  readonly type: 'email';
  readonly host: Text;
  readonly port: number;
  readonly tls: 'starttls' | 'implicit' | 'none';
  /** Both or none. */
  readonly username?: Text;
  readonly password?: Text;
  readonly from: string;
  readonly to: readonly string[];
}

/** A channel of sluice.yaml with the environment's changes merged in. */
export type AlertChannelNode = WebChannelNode | MailChannelNode;

/** Who is told of a pipeline. */
export interface AlertsNode {
  readonly language: 'en' | 'zh';
  /** Names of channels by what they are told of; none of the lists is empty. */
  readonly routes: { readonly [R in AlertReason]?: readonly string[] };
  /** The channels that are named, here or by another's `escalate`, each once, by name. */
  readonly channels: readonly AlertChannelNode[];
}
