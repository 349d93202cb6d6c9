import type { FastifyInstance } from 'fastify';
import { planRollback } from '../../runtime/index.ts';
import type { ServerContext } from '../server-context.ts';
import { toRollbackJson } from '../views/index.ts';
import { actorOf } from './actor-of.ts';

interface RollbackQuery {
  readonly to?: number;
  readonly undo?: boolean;
}

interface RollbackBody extends RollbackQuery {
  readonly from?: number;
  readonly reason?: string;
}

const asked = { to: { type: 'integer', minimum: 1 }, undo: { type: 'boolean' } } as const;
const querystring = { type: 'object', additionalProperties: false, properties: asked } as const;
const body = {
  type: 'object',
  additionalProperties: false,
  properties: { ...asked, from: { type: 'integer', minimum: 1 }, reason: { type: 'string', minLength: 1 } },
} as const;

/**
 * `GET /api/v1/pipelines/:name/rollback?to=&undo=`: what it would go back to. `POST` with `{ to, undo, from, reason }`, all of which
 * may be left out: does it, where its generation is still `from`. Both answer by schemas/rollback.schema.json; 404 where nothing
 * of the name is on record, 409 where it is deleted, has changed, or has no earlier version.
 */
export function rollBackPipeline(server: FastifyInstance, context: ServerContext): void {
  const { store, project, environment, actions } = context;
  server.get<{ Params: { name: string }; Querystring: RollbackQuery }>(
    '/api/v1/pipelines/:name/rollback',
    { schema: { querystring } },
    async ({ params: { name }, query }) =>
      toRollbackJson(name, await planRollback({ store }, { project, environment, pipeline: name }, query)),
  );
  server.post<{ Params: { name: string }; Body: RollbackBody }>(
    '/api/v1/pipelines/:name/rollback',
    { schema: { body } },
    async (request) => {
      const { name } = request.params;
      const { from, reason, ...wanted } = request.body;
      const done = await actions.rollBack(name, {
        ...wanted,
        ...(from === undefined ? {} : { seen: from }),
        ...(reason === undefined ? {} : { why: reason }),
        actor: actorOf(request),
      });
      return toRollbackJson(name, done);
    },
  );
}
