import type { FastifyInstance } from 'fastify';
import type { ServerContext } from '../server-context.ts';
import { FORMAT_VERSION, toRunJson } from '../views/index.ts';
import { findRun } from './find-run.ts';

/** `GET /api/v1/runs/:id` (schemas/run.schema.json). */
export function getRun(server: FastifyInstance, context: ServerContext): void {
  server.get<{ Params: { id: string } }>('/api/v1/runs/:id', async ({ params }) => ({
    formatVersion: FORMAT_VERSION,
    ...toRunJson(await findRun(context, params.id)),
  }));
}
