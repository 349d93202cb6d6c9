import { createHmac } from 'node:crypto';
import type { ChannelProtocol } from '../channel-protocol.ts';
import { cutToBytes, jsonBytesIn } from '../cut-to-bytes.ts';
import { judgeByCode } from '../judge-status.ts';

/** A request has at most 20 kB; what is around the two takes less than the rest. */
const MOST_TITLE_BYTES = 1_000;
const MOST_TEXT_BYTES = 18_000;

/**
 * Feishu's robot for groups: a post of plain text, in which tags such as `<at>` are only text. With a secret the body is signed:
 * HMAC-SHA256 of nothing, by time (in seconds) and secret. 100 messages a minute, 5 a second.
 */
export const feishu: ChannelProtocol = {
  limits: [
    { count: 5, perMs: 1_000 },
    { count: 100, perMs: 60_000 },
  ],
  request({ title, lines }, secret, now) {
    const text = cutToBytes(lines.join('\n'), MOST_TEXT_BYTES, jsonBytesIn);
    const post = { title: cutToBytes(title, MOST_TITLE_BYTES, jsonBytesIn), content: [[{ tag: 'text', text }]] };
    const body = { msg_type: 'post', content: { post: { zh_cn: post } } };
    if (secret === undefined) return { body };
    const timestamp = String(Math.floor(now / 1_000));
    const sign = createHmac('sha256', `${timestamp}\n${secret}`).digest('base64');
    return { body: { timestamp, sign, ...body } };
  },
  judge: (answer) =>
    judgeByCode(answer, {
      members: ['code', 'StatusCode'],
      limited: new Set([11_232]),
      silenceMs: 60_000,
      passing: new Set([11_233]),
      refusedBySecurity: new Set([19_021, 19_022, 19_024]),
    }),
};
