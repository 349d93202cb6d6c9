import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Refusal } from './refusal.ts';

/**
 * Why a request that changes something is not done for want of a token. With a token set, `Authorization: Bearer` has to bring
 * it. Without one only this machine changes anything: whoever reaches a server on another address could deploy.
 */
export function tokenRefusal(
  request: FastifyRequest,
  isLocal: boolean,
  token: string | undefined,
): Refusal | undefined {
  if (token === undefined)
    return isLocal
      ? undefined
      : {
          status: 403,
          code: 'NOT_ALLOWED',
          message: 'without a token this server changes nothing for other machines',
          help: 'set SLUICE_TOKEN where `sluice serve` runs, and give the same to those who may change something',
        };
  const given = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (given !== undefined && isSameSecret(given, token)) return undefined;
  return {
    status: 401,
    code: 'NOT_ALLOWED',
    message:
      given === undefined
        ? 'changing something takes the token of this server'
        : 'this is not the token of this server',
    help: 'set SLUICE_TOKEN to what the server was started with',
  };
}

/** Takes the same time wherever they differ, and however long they are. */
function isSameSecret(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
