import type { FastifyInstance } from 'fastify';
import { whyPipeline as askWhy } from '../../runtime/index.ts';
import type { ServerContext } from '../server-context.ts';
import { toWhyJson } from '../views/index.ts';
import { fireTimeOf } from './fire-time-of.ts';

const querystring = {
  type: 'object',
  additionalProperties: false,
  properties: { fireAt: { type: 'string', minLength: 1 } },
} as const;

/**
 * `GET /api/v1/pipelines/:name/why?fireAt=`: why it did or did not run for that fire, else for its newest
 * (schemas/why.schema.json). A name that nobody knows is answered too.
 */
export function whyPipeline(server: FastifyInstance, context: ServerContext): void {
  const { store, project, environment, clock } = context;
  server.get<{ Params: { name: string }; Querystring: { readonly fireAt?: string } }>(
    '/api/v1/pipelines/:name/why',
    { schema: { querystring } },
    async ({ params: { name }, query: { fireAt } }) => {
      const key = { project, environment, pipeline: name };
      const fireTime = fireAt === undefined ? undefined : fireTimeOf(fireAt);
      return toWhyJson(key, fireTime, await askWhy(store, key, fireTime, await context.duties(), clock.now()));
    },
  );
}
