import { isIP } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { body } from '../error-answer.ts';
import type { Refusal } from './refusal.ts';
import { tokenRefusal } from './token-refusal.ts';

const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;
const LOOPBACK_ADDRESS = /^(?:127\.|::1$|::ffff:127\.)/;

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

export interface RequestGuard {
  readonly allowedHosts: readonly string[];
  /** What a request that changes something has to bring. */
  readonly token: string | undefined;
  /** Routes whose requests say by a signature of their own who sends them: no browser can. */
  readonly signed: ReadonlySet<string>;
}

/**
 * Keeps other web pages out, and who has no token from changing anything. A browser's request that changes something must come
 * from the page itself (Sec-Fetch-Site, Origin) and be JSON, which no form can send. A foreign name that was made to resolve to this
 * server reads nothing: on a loopback address the Host must be a loopback name or an allowed one. On another address nobody knows
 * by which names it is reached: there it must be an allowed one, or an address, where some are allowed.
 */
export function guardRequests(server: FastifyInstance, guard: RequestGuard): void {
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS);
    if (guard.signed.has(request.routeOptions.url ?? '')) return;
    const reason = refusal(request, guard);
    if (reason === undefined) return;
    if (reason.status === 401) reply.header('www-authenticate', 'Bearer');
    await reply.code(reason.status).send(body(reason.code, reason.message, reason.help));
  });
}

function refusal(request: FastifyRequest, { allowedHosts, token }: RequestGuard): Refusal | undefined {
  const code = 'INVALID_REQUEST';
  const host = hostOf(request.headers.host ?? '');
  // a request that this process makes of itself has no address
  const address = request.socket.localAddress;
  const isLocal = LOOPBACK_ADDRESS.test(address ?? '');
  if (!isOwnName(host, allowedHosts, isLocal, address)) {
    const message = `this server does not answer to the name "${host}"`;
    return { status: 403, code, message, help: 'use 127.0.0.1 or localhost, or name the host in SLUICE_ALLOWED_HOSTS' };
  }
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  if (isForeign(request)) {
    const message = 'requests that change something are not taken from other pages';
    return { status: 403, code, message, help: 'use the page of this server, or a client that is no browser' };
  }
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    return {
      status: 415,
      code,
      message: 'the content type must be application/json',
      help: 'send a JSON object, `{}` at least',
    };
  }
  return tokenRefusal(request, isLocal || address === undefined, token);
}

function isOwnName(host: string, allowed: readonly string[], isLocal: boolean, address: string | undefined): boolean {
  if (LOOPBACK_HOST.test(host) || allowed.includes(host)) return true;
  if (isLocal) return false;
  return address === undefined || allowed.length === 0 || isIP(host.replace(/^\[|\]$/g, '')) !== 0;
}

function isForeign(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const { origin, host } = request.headers;
  if (origin === undefined) return false;
  if (!URL.canParse(origin)) return true;
  const from = new URL(origin);
  const own = `${from.protocol}//${host ?? ''}`;
  // Both parsed, so that a port that is the protocol's default is left out of both.
  return !URL.canParse(own) || new URL(own).host !== from.host;
}

function hostOf(header: string): string {
  return header.replace(/:\d+$/, '').toLowerCase();
}
