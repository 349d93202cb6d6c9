import type { FastifyInstance } from 'fastify';
import { findCursor } from '../../runtime/index.ts';
import type { ServerContext } from '../server-context.ts';
import { toCursorJson } from '../views/index.ts';
import { actorOf } from './actor-of.ts';

interface CursorBody {
  readonly from: string | null;
  readonly to: string | null;
  readonly reason?: string;
}

const position = { type: ['string', 'null'] } as const;
const body = {
  type: 'object',
  additionalProperties: false,
  required: ['from', 'to'],
  properties: { from: position, to: position, reason: { type: 'string', minLength: 1 } },
} as const;

/**
 * `GET /api/v1/pipelines/:name/cursor`: how far it has read. `POST` with `{ from, to, reason }`, null = none: puts it elsewhere where it
 * still is `from`. Both answer by schemas/cursor.schema.json; 404 where nothing of the name is deployed, nor has run, 409 where it
 * is elsewhere by now.
 */
export function pipelineCursor(server: FastifyInstance, context: ServerContext): void {
  const { store, project, environment, actions } = context;
  server.get<{ Params: { name: string } }>('/api/v1/pipelines/:name/cursor', async ({ params: { name } }) =>
    toCursorJson(name, await findCursor({ store }, { project, environment, pipeline: name })),
  );
  server.post<{ Params: { name: string }; Body: CursorBody }>(
    '/api/v1/pipelines/:name/cursor',
    { schema: { body } },
    async (request) => {
      const { name } = request.params;
      const { from, to, reason } = request.body;
      const done = await actions.changeCursor(name, {
        from: from ?? undefined,
        to: to ?? undefined,
        ...(reason === undefined ? {} : { why: reason }),
        actor: actorOf(request),
      });
      return toCursorJson(name, done);
    },
  );
}
