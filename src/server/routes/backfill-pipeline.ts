import type { FastifyInstance } from 'fastify';
import { backfillProgress, planBackfill } from '../../runtime/index.ts';
import type { ServerContext } from '../server-context.ts';
import { FORMAT_VERSION, toBackfillJson, toBackfillPlanJson } from '../views/index.ts';
import { actorOf } from './actor-of.ts';

interface BackfillQuery {
  readonly fire?: string;
  readonly bizdate?: string;
  readonly cursor?: string;
  readonly chunk?: string;
  readonly concurrency?: number;
  readonly order?: 'oldest-first' | 'newest-first';
  readonly onFailure?: 'stop' | 'continue';
  readonly allowDuplicates?: boolean;
  readonly large?: boolean;
}

interface BackfillBody extends BackfillQuery {
  readonly runs?: number;
  readonly reason?: string;
}

const asked = {
  fire: { type: 'string', minLength: 1 },
  bizdate: { type: 'string', minLength: 1 },
  cursor: { type: 'string', minLength: 1 },
  chunk: { type: 'string', minLength: 1 },
  concurrency: { type: 'integer', minimum: 1 },
  order: { enum: ['oldest-first', 'newest-first'] },
  onFailure: { enum: ['stop', 'continue'] },
  allowDuplicates: { type: 'boolean' },
  large: { type: 'boolean' },
} as const;
const querystring = { type: 'object', additionalProperties: false, properties: asked } as const;
const body = {
  type: 'object',
  additionalProperties: false,
  properties: { ...asked, runs: { type: 'integer', minimum: 1 }, reason: { type: 'string', minLength: 1 } },
} as const;

/**
 * `GET /api/v1/pipelines/:name/backfills?fire=A..B`: what a backfill would do (schemas/backfill-plan.schema.json). `POST` with the
 * same, and `{ runs, reason }`: 201 with the backfill (schemas/backfill.schema.json), where it still is so many `runs`; 400 where the
 * pipeline or the range is none that can be, 404 where nothing of the name is deployed, 409 where another has a part of the range.
 */
export function backfillPipeline(server: FastifyInstance, context: ServerContext): void {
  const { store, clock, project, environment, actions } = context;
  server.get<{ Params: { name: string }; Querystring: BackfillQuery }>(
    '/api/v1/pipelines/:name/backfills',
    { schema: { querystring } },
    async ({ params: { name }, query }) =>
      toBackfillPlanJson(name, await planBackfill({ store, clock }, { project, environment, pipeline: name }, query)),
  );
  server.post<{ Params: { name: string }; Body: BackfillBody }>(
    '/api/v1/pipelines/:name/backfills',
    { schema: { body } },
    async (request, reply) => {
      const { reason, ...wanted } = request.body;
      const made = await actions.backfill(request.params.name, {
        ...wanted,
        ...(reason === undefined ? {} : { why: reason }),
        actor: actorOf(request),
      });
      void reply.code(201);
      return { formatVersion: FORMAT_VERSION, ...toBackfillJson(await backfillProgress({ store, clock }, made)) };
    },
  );
}
