import type { FastifyRequest } from 'fastify';

/** Who asked, for the audit: there are no accounts yet, so that it is the address. */
export function actorOf(request: FastifyRequest): string {
  return `http:${request.ip}`;
}
