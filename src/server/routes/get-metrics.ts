import type { FastifyInstance } from 'fastify';
import type { ServerContext } from '../server-context.ts';

/** `GET /metrics`, for Prometheus. */
export function getMetrics(server: FastifyInstance, { metrics }: ServerContext): void {
  server.get('/metrics', async (_request, reply) => {
    void reply.type('text/plain; version=0.0.4; charset=utf-8');
    return metrics();
  });
}
