import type { FastifyInstance } from 'fastify';
import { BACKFILL_STATES, backfillProgress, findBackfill, type BackfillState } from '../../runtime/index.ts';
import type { ServerContext } from '../server-context.ts';
import { FORMAT_VERSION, toBackfillJson, toChangedBackfillJson, type BackfillJson } from '../views/index.ts';
import { actorOf } from './actor-of.ts';
import { pageFilter, pageQuerySchema, type PageQuery } from './page-query.ts';

interface ListQuery extends PageQuery {
  readonly pipeline?: string;
  readonly state?: BackfillState;
}

interface ChangeBody {
  readonly reason?: string;
  readonly stop?: boolean;
}

const querystring = pageQuerySchema({
  pipeline: { type: 'string', minLength: 1 },
  state: { enum: BACKFILL_STATES },
});
const reason = { type: 'string', minLength: 1 } as const;
const VERBS = ['pause', 'resume', 'cancel'] as const;

/**
 * `GET /api/v1/backfills?pipeline=&state=&limit=&cursor=`: newest first (schemas/backfills.schema.json). `GET …/:id`: one of them.
 * `POST …/:id/pause`, `…/resume` and `…/cancel` with `{ reason }`, and `{ stop }` to cancel runs that have started too: 404 where
 * there is none, 409 where it is over, or is resumed beside another of its range.
 */
export function listBackfills(server: FastifyInstance, context: ServerContext): void {
  const { store, clock, project, environment, actions } = context;
  server.get<{ Querystring: ListQuery }>('/api/v1/backfills', { schema: { querystring } }, async ({ query }) => {
    const { pipeline, state } = query;
    const page = await store.listBackfills({
      project,
      environment,
      ...(pipeline === undefined ? {} : { pipeline }),
      ...(state === undefined ? {} : { states: [state] }),
      ...pageFilter(query),
    });
    const items: BackfillJson[] = [];
    for (const one of page.items) items.push(toBackfillJson(await backfillProgress({ store, clock }, one)));
    return { formatVersion: FORMAT_VERSION, items, nextCursor: page.nextCursor ?? null };
  });
  server.get<{ Params: { id: string } }>('/api/v1/backfills/:id', async ({ params: { id } }) => {
    const found = await findBackfill(store, { project, environment }, id);
    return { formatVersion: FORMAT_VERSION, ...toBackfillJson(await backfillProgress({ store, clock }, found)) };
  });
  for (const verb of VERBS) {
    const properties = verb === 'cancel' ? { reason, stop: { type: 'boolean' } } : { reason };
    server.post<{ Params: { id: string }; Body: ChangeBody }>(
      `/api/v1/backfills/:id/${verb}`,
      { schema: { body: { type: 'object', additionalProperties: false, properties } } },
      async (request) => {
        const { reason: why, stop } = request.body;
        const changed = await actions.changeBackfill(request.params.id, {
          to: verb,
          actor: actorOf(request),
          ...(why === undefined ? {} : { why }),
          ...(stop === undefined ? {} : { stop }),
        });
        return toChangedBackfillJson(await backfillProgress({ store, clock }, changed.backfill), changed);
      },
    );
  }
}
