import type { FastifyInstance } from 'fastify';
import { explainRun as tellRun } from '../../runtime/index.ts';
import type { ServerContext } from '../server-context.ts';
import { toRunStoryJson } from '../views/index.ts';
import { findRun } from './find-run.ts';
import { runEventsOf } from './run-events-of.ts';

/** `GET /api/v1/runs/:id/explain`: the story of a run (schemas/explain-run.schema.json); 404 where there is none. */
export function explainRun(server: FastifyInstance, context: ServerContext): void {
  server.get<{ Params: { id: string } }>('/api/v1/runs/:id/explain', async ({ params }) => {
    const run = await findRun(context, params.id);
    const events = await runEventsOf(context, run);
    return toRunStoryJson(await tellRun(context.store, run, events, context.clock.now()));
  });
}
