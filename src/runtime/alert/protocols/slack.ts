import { textOfMessage } from '../text-of-message.ts';
import type { ChannelProtocol } from '../channel-protocol.ts';
import { cutToBytes } from '../cut-to-bytes.ts';
import { judgeStatus, strangeAnswer } from '../judge-status.ts';

/** Slack itself cuts what is longer than 40,000 characters, without a word; three signs may be written as five. */
const MOST_TEXT_BYTES = 30_000;

/** Slack's incoming webhook: one message a second, errors as HTTP status, `ok` as the body. */
export const slack: ChannelProtocol = {
  limits: [{ count: 1, perMs: 1_000 }],
  request: (message) => ({ body: { text: cutToBytes(escapeText(textOfMessage(message)), MOST_TEXT_BYTES) } }),
  judge: (answer) => judgeStatus(answer) ?? (answer.text.trim() === 'ok' ? { kind: 'sent' } : strangeAnswer(answer)),
};

/** The signs by which Slack knows links and mentions. */
function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
