import { textOfMessage } from '../text-of-message.ts';
import type { ChannelProtocol } from '../channel-protocol.ts';
import { cutToBytes } from '../cut-to-bytes.ts';
import { judgeByCode } from '../judge-status.ts';

/** Of a message of type `text`; one more, and all of it is refused. */
const MOST_TEXT_BYTES = 2_048;

/** WeCom's robot for groups (企业微信群机器人): plain text; 20 messages a minute. It has no signature: the key is in the address. */
export const wecom: ChannelProtocol = {
  limits: [{ count: 20, perMs: 60_000 }],
  request: (message) => ({
    body: { msgtype: 'text', text: { content: cutToBytes(textOfMessage(message), MOST_TEXT_BYTES) } },
  }),
  judge: (answer) =>
    judgeByCode(answer, {
      members: ['errcode'],
      limited: new Set([45_009, 45_033]),
      silenceMs: 60_000,
      passing: new Set([-1]),
      refusedBySecurity: new Set([93_000]),
    }),
};
