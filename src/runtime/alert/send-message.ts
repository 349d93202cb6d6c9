import { say, type Message } from '../../message/index.ts';
import type { AlertMessage, Clock } from '../ports/index.ts';
import type { ChannelAnswer, ChannelRequest, SendOutcome } from './channel-protocol.ts';
import { PROTOCOLS } from './protocols/index.ts';
import type { ResolvedChannel } from './resolve-channel.ts';
import { sendMail } from './send-mail.ts';

/** What makes a request; the global `fetch` unless a test wants another. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface SendDependencies {
  readonly clock: Pick<Clock, 'now'>;
  readonly fetch?: Fetch;
  /** Until the whole answer is there; default 10 seconds, of e-mail 30. */
  readonly timeoutMs?: number;
  /** Certificates (PEM) that a mail server is trusted by in the place of Node's own. */
  readonly ca?: string;
}

const TIMEOUT_MS = 10_000;
/** A mail server may look into what it is sent before it takes it. */
const MAIL_TIMEOUT_MS = 30_000;
/** More is no answer of any of the services. */
const MOST_ANSWER_BYTES = 65_536;

/**
 * Sends a message once, and says what became of it: never throws, and neither outcome nor request to another host holds the address or
 * the secret. Where no answer came, it is not known whether people have seen it: sending it again may show it twice.
 */
export async function sendMessage(
  channel: ResolvedChannel,
  message: AlertMessage,
  deps: SendDependencies,
): Promise<SendOutcome> {
  if (channel.type === 'email') return sendMail(channel, message, { timeoutMs: MAIL_TIMEOUT_MS, ...deps });
  const { clock, fetch: doFetch = fetch, timeoutMs = TIMEOUT_MS } = deps;
  const protocol = PROTOCOLS[channel.type];
  const request = protocol.request(message, channel.secret, clock.now());
  const url = addressOf(channel.url, request);
  if (url === undefined)
    return { kind: 'failed', retryable: false, why: say`its address is no http or https URL without credentials` };
  let answer: ChannelAnswer;
  try {
    answer = await exchange(url, request, doFetch, timeoutMs, clock.now());
  } catch (thrown) {
    return { kind: 'failed', retryable: true, why: whyNoAnswer(thrown, timeoutMs) };
  }
  return protocol.judge(answer);
}

function addressOf(text: string, { query = {} }: ChannelRequest): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.username !== '' || url.password !== '')
    return undefined;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

async function exchange(
  url: string,
  { headers, body }: ChannelRequest,
  doFetch: Fetch,
  timeoutMs: number,
  now: number,
): Promise<ChannelAnswer> {
  const response = await doFetch(url, {
    method: 'POST',
    // a redirect would hand the token to somebody else
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  });
  const retryAfterMs = retryAfterOf(response.headers.get('retry-after'), now);
  const text = await beginningOf(response);
  return { status: response.status, text, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

/** Seconds or a date, as HTTP has it. */
function retryAfterOf(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,6}$/.test(header.trim())) return Number(header) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

async function beginningOf(response: Response): Promise<string> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  // leaving the loop cancels the rest
  for await (const chunk of response.body) {
    bytes += chunk.length;
    text += decoder.decode(chunk, { stream: true });
    if (bytes >= MOST_ANSWER_BYTES) break;
  }
  return text;
}

/** By codes alone: texts of errors may quote the address. */
function whyNoAnswer(thrown: unknown, timeoutMs: number): Message {
  if (thrown instanceof Error && thrown.name === 'TimeoutError') return say`it gave no answer within ${timeoutMs} ms`;
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'ECONNREFUSED') return say`it refuses connections`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return say`its host name does not resolve`;
  return code === '' ? say`the connection broke` : say`the connection broke (${code})`;
}
