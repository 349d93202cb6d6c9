import type { FastifyInstance } from 'fastify';
import { OperatingError } from '../../runtime/index.ts';
import type { ServerContext } from '../server-context.ts';
import { FORMAT_VERSION, toRunJson } from '../views/index.ts';
import { actorOf } from './actor-of.ts';
import { findRun } from './find-run.ts';

/** `POST /api/v1/runs/:id/cancel`: 202, since a job that runs ends a little later; 409 when the run has ended. */
export function cancelRun(server: FastifyInstance, context: ServerContext): void {
  server.post<{ Params: { id: string } }>('/api/v1/runs/:id/cancel', async (request, reply) => {
    const run = await findRun(context, request.params.id);
    const asked = await context.actions.requestCancel(run.id, actorOf(request));
    if (!asked) throw new OperatingError('STORE_CONFLICT', `the run has ended: ${run.state}`, { retryable: false });
    void reply.code(202);
    return { formatVersion: FORMAT_VERSION, ...toRunJson(await findRun(context, run.id)) };
  });
}
