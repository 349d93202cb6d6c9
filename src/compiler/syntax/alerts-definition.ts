/** What people are told of: a run that failed for good, one that was not started in time, a deployment that cannot go on. */
export const ALERT_REASONS = ['failed', 'late', 'stalled'] as const;
/** What a channel can be. */
export const ALERT_CHANNEL_TYPES = ['webhook', 'dingtalk', 'wecom', 'feishu', 'slack', 'email'] as const;
/** How the server of an e-mail channel is spoken to. */
export const MAIL_TLS = ['starttls', 'implicit', 'none'] as const;
/** In which language people are told. */
export const ALERT_LANGUAGES = ['en', 'zh'] as const;

/** Names of channels: for all reasons, or by reason. An empty list is nobody. */
export type AlertRoutesDefinition = string[] | { [R in (typeof ALERT_REASONS)[number]]?: string[] };

/** `alerts` of sluice.yaml. */
export interface AlertsDefinition {
  channels?: Record<string, AlertChannelDefinition>;
  /** For pipelines that say nothing themselves. */
  default?: AlertRoutesDefinition;
  /** Default `en`. */
  language?: (typeof ALERT_LANGUAGES)[number];
}

export interface AlertChannelDefinition {
  type: (typeof ALERT_CHANNEL_TYPES)[number];
  /** Of all but e-mail. A reference to a secret, where the address holds the token of a robot. */
  url?: string;
  /** A reference to a secret: what signs messages, or the token that is sent with them. */
  secret?: string;
  /** The mail server; this and what follows up to `to` of e-mail alone. */
  host?: string;
  /** Default 587, with `tls: implicit` 465, with `none` 25. */
  port?: number;
  /** Default `starttls`. */
  tls?: (typeof MAIL_TLS)[number];
  username?: string;
  /** A reference to a secret. */
  password?: string;
  from?: string;
  to?: string[];
  /** Within these hours nothing is sent; it waits for their end. */
  quiet?: QuietHoursDefinition;
  escalate?: EscalationDefinition;
}

/** Who else is told of what this channel was told of, where it lasts. */
export interface EscalationDefinition {
  /** So long after it began. */
  after: string;
  /** Names of channels. */
  to: string[];
}

/** Hours of every day, `HH:mm`, past midnight where `to` is before `from`. */
export interface QuietHoursDefinition {
  from: string;
  to: string;
  /** Default: that of the project. */
  timeZone?: string;
}

/** What differs in one environment; channels are merged key by key. */
export interface AlertsOverlayDefinition extends Omit<AlertsDefinition, 'channels'> {
  channels?: Record<string, Partial<AlertChannelDefinition>>;
}
