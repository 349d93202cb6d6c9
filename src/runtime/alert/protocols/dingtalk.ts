import { createHmac } from 'node:crypto';
import { textOfMessage } from '../text-of-message.ts';
import type { ChannelProtocol } from '../channel-protocol.ts';
import { cutToBytes, jsonBytesIn } from '../cut-to-bytes.ts';
import { judgeByCode } from '../judge-status.ts';

/** A message has at most 20,000 bytes; what is around the text takes less than the rest. */
const MOST_TEXT_BYTES = 19_000;

/**
 * DingTalk's robot for groups. Plain text, in which nothing can mention anybody by chance. With a secret the address is signed: HMAC-SHA256
 * of time and secret, by the secret. More than 20 messages a minute, and the robot is mute for ten.
 */
export const dingtalk: ChannelProtocol = {
  limits: [{ count: 20, perMs: 60_000 }],
  request(message, secret, now) {
    const content = cutToBytes(textOfMessage(message), MOST_TEXT_BYTES, jsonBytesIn);
    const body = { msgtype: 'text', text: { content } };
    if (secret === undefined) return { body };
    const sign = createHmac('sha256', secret).update(`${now}\n${secret}`).digest('base64');
    return { query: { timestamp: String(now), sign }, body };
  },
  judge: (answer) =>
    judgeByCode(answer, {
      members: ['errcode'],
      limited: new Set([130_101, 660_026]),
      silenceMs: 600_000,
      passing: new Set([-1]),
      refusedBySecurity: new Set([310_000]),
    }),
};
