import { Type } from 'typebox';
import { ALERT_CHANNEL_TYPES, ALERT_LANGUAGES, ALERT_REASONS, MAIL_TLS } from '../alerts-definition.ts';
import { NAME_PATTERN, strict, text, texts, words } from './shared-schema.ts';

const channelNames = (description: string): Type.TArray<Type.TString> =>
  Type.Array(Type.String({ minLength: 1 }), { description });

const [failed, late, stalled] = ALERT_REASONS;

/** Who is told of what: of a pipeline, or of all that say nothing themselves. */
export const alertRoutes = Type.Union(
  [
    channelNames('Channels that are told of everything; an empty list: nobody is told.'),
    strict({
      [failed]: Type.Optional(channelNames('Channels that are told of a run that failed for good.')),
      [late]: Type.Optional(channelNames('Channels that are told of a run that was not started in time.')),
      [stalled]: Type.Optional(channelNames('Channels that are told of a deployment that cannot go on.')),
    }),
  ],
  { description: 'Names of channels of sluice.yaml that are told when something is amiss, and when it is over.' },
);

const type = words(ALERT_CHANNEL_TYPES, 'What takes the messages.');
const channelProperties = {
  url: Type.Optional(
    text('Its address. That of a robot holds its token, and is a reference: "${secret:env/OPS_ROBOT}".'),
  ),
  secret: Type.Optional(
    text(
      'A reference to what signs messages (dingtalk, feishu), or to the token that is sent with them (webhook): "${secret:env/OPS_SIGN}".',
    ),
  ),
  host: Type.Optional(text('With email: the mail server.')),
  port: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 65_535,
      description: 'With email; left out: 587, 465 with `tls: implicit`, 25 with `tls: none`.',
    }),
  ),
  tls: Type.Optional(
    words(MAIL_TLS, 'With email: how the server is spoken to; left out: `starttls`, without which nothing is sent.'),
  ),
  username: Type.Optional(text('With email: who logs in.')),
  password: Type.Optional(text('With email: a reference, "${secret:env/MAIL_PASSWORD}".')),
  from: Type.Optional(text('With email: whose messages they are, as in ops@example.com.')),
  to: Type.Optional(texts('With email: addresses that are told.')),
  quiet: Type.Optional(
    strict(
      {
        from: text('The first minute of them, as in "22:00".'),
        to: text('The first minute after them, as in "07:00"; before `from`: of the next day.'),
        timeZone: Type.Optional(text('IANA time zone; left out: that of `defaults`.')),
      },
      { description: 'Hours of every day in which nothing is sent: it waits for their end.' },
    ),
  ),
  escalate: Type.Optional(
    strict(
      {
        after: text('So long after it began, as in 30m.'),
        to: texts('Names of channels that are told too, and told when it is over.'),
      },
      { description: 'Who else is told where what this channel is told of lasts.' },
    ),
  ),
};

const others = {
  default: Type.Optional(alertRoutes),
  language: Type.Optional(words(ALERT_LANGUAGES, 'In which language people are told; left out: `en`.')),
};

/** `alerts` of sluice.yaml. */
export const projectAlerts = strict(
  {
    channels: Type.Optional(
      Type.Record(Type.String({ pattern: NAME_PATTERN }), strict({ type, ...channelProperties }), {
        description: 'Channels by name.',
      }),
    ),
    ...others,
  },
  { description: 'Who is told when something is amiss with a pipeline.' },
);

/** `alerts` of an environment. */
export const environmentAlerts = strict(
  {
    channels: Type.Optional(
      Type.Record(Type.String(), strict({ type: Type.Optional(type), ...channelProperties }), {
        description: 'By the name of a channel: what is different here.',
      }),
    ),
    ...others,
  },
  { description: 'What is different here of `alerts`.' },
);
