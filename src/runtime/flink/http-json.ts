import { OperatingError } from '../errors.ts';

/** What makes a request; the global `fetch` unless a test or a proxy wants another. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface HttpAnswer {
  readonly status: number;
  /** Parsed JSON, or undefined when the body is empty. */
  readonly body: unknown;
}

export interface HttpJson {
  /** One request; a form is sent as it is, another body as JSON. Throws ENGINE_UNREACHABLE (retryable) when no whole JSON answer came. */
  request(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    options?: { readonly body?: unknown; readonly timeoutMs?: number },
  ): Promise<HttpAnswer>;
}

/**
 * JSON over HTTP to one server of Flink's. Answers with an error status are returned, not thrown,
 * when they carry a JSON body: what they mean is the caller's to say. A body that is cut, empty where
 * the status is 5xx, or no JSON at all (a proxy's page) counts as not reached.
 *
 * @param who how the server is called in messages, for example `the JobManager`.
 */
export function createHttpJson(options: {
  readonly url: string;
  readonly who: string;
  readonly timeoutMs: number;
  readonly fetch?: Fetch;
}): HttpJson {
  const base = checkedBase(options.url, options.who);
  const doFetch = options.fetch ?? fetch;
  return {
    async request(method, path, { body, timeoutMs = options.timeoutMs } = {}) {
      const where = `${options.who} at ${base}`;
      let status: number;
      let text: string;
      try {
        const response = await doFetch(base + path, {
          method,
          redirect: 'error',
          signal: AbortSignal.timeout(timeoutMs),
          ...bodyOf(body),
        });
        status = response.status;
        text = await response.text();
      } catch (thrown) {
        if (isRefusedPort(thrown)) throw refusedPort(options.who);
        throw unreachable(`${where} ${failureOf(thrown, timeoutMs)}`, { method, path }, thrown);
      }
      if (text.trim() === '') {
        if (status >= 500) throw unreachable(`${where} answered ${status} without a body`, { method, path, status });
        return { status, body: undefined };
      }
      try {
        return { status, body: JSON.parse(text) as unknown };
      } catch (thrown) {
        throw unreachable(
          `${where} answered ${status} with something that is no JSON`,
          { method, path, status },
          thrown,
        );
      }
    },
  };
}

function bodyOf(body: unknown): RequestInit {
  if (body === undefined) return {};
  // Its content type names the boundary between its parts, which is chosen by who sends it.
  if (body instanceof FormData) return { body };
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

function unreachable(
  message: string,
  fields: Readonly<Record<string, string | number>>,
  cause?: unknown,
): OperatingError {
  return new OperatingError('ENGINE_UNREACHABLE', message, {
    retryable: true,
    help: "Check that the engine's address is right and that the server is up.",
    fields,
    ...(cause === undefined ? {} : { cause }),
  });
}

/** Fetch connects to none of the ports of other protocols (https://fetch.spec.whatwg.org/#port-blocking), and gives no code for it. */
function isRefusedPort(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.cause instanceof Error && thrown.cause.message === 'bad port';
}

function refusedPort(who: string): OperatingError {
  return new OperatingError(
    'ENGINE_MISCONFIGURED',
    `The address of ${who} has a port of another protocol, to which HTTP does not connect`,
    {
      retryable: false,
      help: 'Let the server listen on another port, as 8081.',
    },
  );
}

function failureOf(thrown: unknown, timeoutMs: number): string {
  if (thrown instanceof Error && thrown.name === 'TimeoutError') return `gave no answer within ${timeoutMs} ms`;
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'ECONNREFUSED') return 'refuses connections';
  if (cause instanceof Error && cause.message === 'unexpected redirect') return 'sends to another address';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'has a host name that does not resolve';
  return code === '' ? 'broke the connection' : `broke the connection (${code})`;
}

/** The address without a trailing slash. Throws ENGINE_MISCONFIGURED; credentials in it are refused, they would be logged. */
function checkedBase(url: string, who: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')) {
    throw new OperatingError('ENGINE_MISCONFIGURED', `The address of ${who} is no http or https URL`, {
      retryable: false,
      help: 'Write it like http://host:8081 in sluice.yaml.',
    });
  }
  if (parsed.username !== '' || parsed.password !== '') {
    throw new OperatingError('ENGINE_MISCONFIGURED', `The address of ${who} holds credentials`, {
      retryable: false,
      help: 'Leave user and password out of the URL.',
    });
  }
  return url.replace(/\/+$/, '');
}
