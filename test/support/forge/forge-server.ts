import type { ServerResponse } from 'node:http';
import { answeringServer, sendJson, type SeenRequest } from '../answering-server.ts';
import { answerGitee } from './answer-gitee.ts';
import { answerGithub } from './answer-github.ts';
import { answerGitlab } from './answer-gitlab.ts';
import { forgeState, type ForgeState } from './forge-state.ts';

/** The token that these servers take. */
export const TOKEN = 'tok_S3cret-of-the-test';

/** What a forge answers. */
export interface ForgeAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request with its path apart. */
export interface ForgeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** Of the API, for links to further pages. */
  readonly url: string;
}

/** Something that goes wrong with the next requests that `method` and `path` fit. */
export interface Fault {
  readonly method: string;
  readonly path: RegExp;
  times: number;
  /** An answer in place of the right one; `cut` does nothing, `done-and-cut` does what was asked and gives no answer. */
  readonly answer: ForgeAnswer | 'cut' | 'done-and-cut';
}

export interface ForgeServer extends AsyncDisposable {
  readonly url: string;
  readonly state: ForgeState;
  readonly faults: Fault[];
  readonly seen: readonly SeenRequest[];
  /** Runs before each request. */
  beforeEach(hook: (request: ForgeRequest) => void): void;
}

const ANSWERS = { github: answerGithub, gitlab: answerGitlab, gitee: answerGitee } as const;

/** How each takes the token. */
const TOKEN_HEADERS = { github: 'authorization', gitlab: 'private-token', gitee: 'authorization' } as const;

/** A server that speaks the part of a forge's API that publishing needs, with its statuses, pages and limits. */
export async function forgeServer(
  kind: keyof typeof ANSWERS,
  commits: { readonly head: string; readonly base: string },
): Promise<ForgeServer> {
  const state = forgeState(commits.head, commits.base);
  const faults: Fault[] = [];
  let before: ((request: ForgeRequest) => void) | undefined;
  const server = await answeringServer((seen, response, raw) => {
    const { pathname, searchParams } = new URL(seen.path, 'http://forge');
    const sent = seen.body === '' ? {} : (JSON.parse(seen.body) as Record<string, unknown>); // our own client wrote it
    const request = { method: seen.method, path: pathname, query: searchParams, body: sent, url: server.url };
    before?.(request);
    const given = raw.headers[TOKEN_HEADERS[kind]];
    if (given !== TOKEN && given !== `Bearer ${TOKEN}`) return sendJson(response, 401, { message: 'Bad credentials' });
    const fault = faults.find(({ method, path, times }) => times > 0 && method === seen.method && path.test(pathname));
    if (fault === undefined) return send(response, ANSWERS[kind](request, state));
    fault.times -= 1;
    if (typeof fault.answer === 'object') return send(response, fault.answer);
    if (fault.answer === 'done-and-cut') ANSWERS[kind](request, state);
    response.destroy();
  });
  return {
    url: server.url,
    state,
    faults,
    seen: server.seen,
    beforeEach(hook) {
      before = hook;
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

function send(response: ServerResponse, { status, body, headers = {} }: ForgeAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body === undefined ? '' : JSON.stringify(body));
}
