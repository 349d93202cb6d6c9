import { say, type Message } from '../../message/index.ts';
import { ForgeError } from '../forge-error.ts';
import type { ReviewClock } from '../review-clock.ts';
import { nextPage } from './next-page.ts';
import { waitOfLimit } from './rate-limit.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface ForgeHttpOptions {
  /** Of the API, without a slash at its end. */
  readonly api: string;
  /** Those that carry the token too. */
  readonly headers: Readonly<Record<string, string>>;
  /** Never told to anybody, also where the forge sends it back. */
  readonly token: string;
  readonly clock: ReviewClock;
  /** What to do about an answer with this status. */
  helpFor(status: number): Message;
  /** For one request; 20 s. */
  readonly timeoutMs?: number;
}

export interface ForgeHttp {
  /**
   * The JSON of one answer. A limit is waited for; what can be asked twice is asked again after a cut connection, a
   * timeout or a 5xx. A POST is not: it throws `uncertain`, as it may have been done.
   */
  request(method: Method, path: string, body?: object): Promise<unknown>;
  /** All items of a list, over all its pages. */
  list(path: string): Promise<readonly unknown[]>;
}

const ATTEMPTS = 5;
const FIRST_WAIT_MS = 1_000;
/** GitHub asks for at least a minute where it limits and does not say how long. */
const UNTOLD_WAIT_MS = 60_000;
/** A job in CI that waits longer costs more than it tells. */
const LONGEST_WAIT_MS = 5 * 60_000;
/** Comments of a pull request are read so far: 100 pages of 100. */
const MOST_PAGES = 100;

export function createForgeHttp(options: ForgeHttpOptions): ForgeHttp {
  const { api, clock } = options;

  async function send(method: Method, url: string, body: object | undefined): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      const last = attempt === ATTEMPTS;
      const backoff = FIRST_WAIT_MS * 2 ** (attempt - 1);
      const answer = await once(options, method, url, body).catch((thrown: unknown) => thrown);
      if (answer instanceof ForgeError || !isAnswer(answer)) {
        if (last || method === 'POST') throw answer;
        await clock.sleep(backoff);
        continue;
      }
      const wait = waitOfLimit(answer, answer.text, clock.now(), UNTOLD_WAIT_MS);
      if (wait === undefined && answer.status < 500) return answer;
      if (wait === undefined && method === 'POST') throw refusal(options, answer, url, 'uncertain');
      if (last || (wait ?? 0) > LONGEST_WAIT_MS)
        throw refusal(options, answer, url, wait === undefined ? 'refused' : 'limited');
      await clock.sleep(wait ?? backoff);
    }
  }

  async function json(method: Method, url: string, body?: object): Promise<{ value: unknown; headers: Headers }> {
    const answer = await send(method, url, body);
    if (answer.status >= 300) throw refusal(options, answer, url, 'refused');
    if (answer.text.trim() === '') return { value: undefined, headers: answer.headers };
    try {
      return { value: JSON.parse(answer.text) as unknown, headers: answer.headers };
    } catch (error) {
      throw new ForgeError(
        'unreachable',
        say`${api} answers with something that is no JSON`,
        say`check the address with --api: a proxy or a login page may stand before it`,
        answer.status,
        error,
      );
    }
  }

  return {
    request: async (method, path, body) => (await json(method, api + path, body)).value,
    async list(path) {
      const items: unknown[] = [];
      const more = path.includes('?') ? '&' : '?';
      let url: string | undefined = `${api}${path}${more}per_page=100&page=1`;
      for (let page = 1; url !== undefined && page <= MOST_PAGES; page += 1) {
        const { value, headers }: { value: unknown; headers: Headers } = await json('GET', url);
        const found: readonly unknown[] = Array.isArray(value) ? value : [];
        items.push(...found);
        const next = nextPage(headers.get('link'));
        const total = Number(headers.get('total_page') ?? 0);
        // gitee says how many pages there are; a link that leads elsewhere would take the token with it
        if (next !== undefined && new URL(next, api).origin === new URL(api).origin) url = new URL(next, api).href;
        else url = page < total ? `${api}${path}${more}per_page=100&page=${page + 1}` : undefined;
      }
      return items;
    },
  };
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && 'status' in value && 'text' in value;
}

async function once(
  { api, headers, timeoutMs = 20_000 }: ForgeHttpOptions,
  method: Method,
  url: string,
  body: object | undefined,
): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // another address must not get the token
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    const how = failureOf(error, timeoutMs);
    throw new ForgeError(
      // nothing was sent to a server that was not reached
      method === 'POST' && !how.unsent ? 'uncertain' : 'unreachable',
      say`${api} ${how.said}`,
      say`check the address (--api) and the network; Node takes a proxy from HTTPS_PROXY only with NODE_USE_ENV_PROXY=1, from version 24 on`,
      undefined,
      error,
    );
  }
}

function failureOf(error: unknown, timeoutMs: number): { readonly said: Message; readonly unsent: boolean } {
  if (error instanceof Error && error.name === 'TimeoutError')
    return { said: say`gives no answer within ${timeoutMs / 1000} s`, unsent: false };
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'ECONNREFUSED') return { said: say`refuses connections`, unsent: true };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return { said: say`has a host name that does not resolve`, unsent: true };
  return { said: code === '' ? say`cuts the connection` : say`cuts the connection (${code})`, unsent: false };
}

/** What the forge says of itself is told in its words, shortened, and without the token. */
function refusal(
  { api, token, helpFor }: ForgeHttpOptions,
  answer: Answer,
  url: string,
  kind: ForgeError['kind'],
): ForgeError {
  const { status, text } = answer;
  const words = messageIn(text).replaceAll(token, '***').slice(0, 200);
  const path = new URL(url).pathname;
  const said =
    words === '' ? say`${api} answers ${status} to ${path}` : say`${api} answers ${status} to ${path}: ${words}`;
  const limited = say`the limit of this token is used up: run it again later`;
  const moved = say`it has moved: name the new address with --api or --repository`;
  const help = kind === 'limited' ? limited : status >= 300 && status < 400 ? moved : helpFor(status);
  return new ForgeError(kind, said, help, status);
}

/** GitHub and Gitee say `message`, GitLab `message` or `error`; either may be an object. */
function messageIn(text: string): string {
  try {
    const body = JSON.parse(text) as unknown;
    if (typeof body !== 'object' || body === null) return '';
    const found = 'message' in body ? body.message : 'error' in body ? body.error : '';
    return typeof found === 'string' ? found : JSON.stringify(found);
  } catch {
    return '';
  }
}
