import type { FastifyInstance } from 'fastify';
import type { ServerContext } from '../server-context.ts';
import { FORMAT_VERSION, toEventJson } from '../views/index.ts';
import { pageFilter, type PageQuery, pageQuerySchema } from './page-query.ts';

interface Query extends PageQuery {
  readonly topic?: string;
  readonly pipeline?: string;
}

/** `GET /api/v1/events?limit=&topic=sluice.audit&pipeline=&cursor=`: newest first (schemas/events.schema.json). */
export function listEvents(server: FastifyInstance, { store, project, environment }: ServerContext): void {
  const querystring = pageQuerySchema({
    topic: { type: 'string', enum: ['sluice.runs', 'sluice.audit'] },
    pipeline: { type: 'string', minLength: 1 },
  });
  server.get<{ Querystring: Query }>('/api/v1/events', { schema: { querystring } }, async ({ query }) => {
    const { topic, pipeline } = query;
    const page = await store.listEvents({
      project,
      environment,
      ...(topic === undefined ? {} : { topic }),
      ...(pipeline === undefined ? {} : { pipeline }),
      ...pageFilter(query),
    });
    return { formatVersion: FORMAT_VERSION, items: page.items.map(toEventJson), nextCursor: page.nextCursor ?? null };
  });
}
