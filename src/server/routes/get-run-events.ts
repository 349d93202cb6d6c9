import type { FastifyInstance } from 'fastify';
import type { ServerContext } from '../server-context.ts';
import { FORMAT_VERSION, toEventJson } from '../views/index.ts';
import { findRun } from './find-run.ts';
import { runEventsOf } from './run-events-of.ts';

/** `GET /api/v1/runs/:id/events`: what happened to a run, oldest first (schemas/events.schema.json). */
export function getRunEvents(server: FastifyInstance, context: ServerContext): void {
  server.get<{ Params: { id: string } }>('/api/v1/runs/:id/events', async ({ params }) => {
    const run = await findRun(context, params.id);
    const events = await runEventsOf(context, run);
    return { formatVersion: FORMAT_VERSION, items: events.map(toEventJson), nextCursor: null };
  });
}
