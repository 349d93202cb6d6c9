import type { FastifyInstance } from 'fastify';
import { errorAnswer } from '../error-answer.ts';
import type { ServerContext } from '../server-context.ts';

/**
 * `GET /livez`: the process answers. `GET /readyz`: it can work, which takes the store; 503 with the reason
 * when it cannot. A lost bus delays nothing a reader sees, so that it does not count.
 */
export function getHealth(server: FastifyInstance, { store, log }: ServerContext): void {
  server.get('/livez', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    try {
      await store.ping();
      return { status: 'ok' };
    } catch (thrown) {
      const { body } = errorAnswer(thrown);
      log.warn('not ready', { code: body.error.code, error: body.error.message });
      void reply.code(503);
      return body;
    }
  });
}
