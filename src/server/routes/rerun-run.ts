import type { FastifyInstance } from 'fastify';
import type { ServerContext } from '../server-context.ts';
import { FORMAT_VERSION, toRunJson } from '../views/index.ts';
import { actorOf } from './actor-of.ts';
import { findRun } from './find-run.ts';
import { idempotencyKeyOf } from './idempotency-key-of.ts';

const body = { type: 'object', additionalProperties: false, properties: { again: { type: 'boolean' } } };

/**
 * `POST /api/v1/runs/:id/rerun {"again": false}`: 202 with the run, which gets one more attempt; 409 when it is not
 * over, or has succeeded and is not to run `again`. A header `Idempotency-Key` is taken as where a run is asked for.
 */
export function rerunRun(server: FastifyInstance, context: ServerContext): void {
  server.post<{ Params: { id: string }; Body: { readonly again?: boolean } }>(
    '/api/v1/runs/:id/rerun',
    { schema: { body } },
    async (request, reply) => {
      const { id } = await findRun(context, request.params.id);
      const { again = false } = request.body;
      const idempotencyKey = idempotencyKeyOf(request);
      const run = await context.actions.requestRerun(id, {
        again,
        actor: actorOf(request),
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      });
      void reply.code(202);
      return { formatVersion: FORMAT_VERSION, ...toRunJson(run) };
    },
  );
}
