import type { FastifyInstance } from 'fastify';
import { heldDeletes } from '../../runtime/index.ts';
import type { ServerContext } from '../server-context.ts';
import { toHeldDeletesJson } from '../views/index.ts';
import { actorOf } from './actor-of.ts';

interface PruneBody {
  readonly digest?: string;
  readonly pipelines?: readonly string[];
}

const body = {
  type: 'object',
  additionalProperties: false,
  properties: {
    digest: { type: 'string' },
    pipelines: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
  },
} as const;

/** Room for the names of 10,000 pipelines. */
const BODY_LIMIT = 2 * 1024 * 1024;

/**
 * `GET /api/v1/held-deletes`: the deletes that wait for a person. `POST /api/v1/prune`, the body the `digest` of that set or the
 * names of `pipelines`: deletes them all, or answers 409 with why not (schemas/prune.schema.json).
 */
export function prunePipelines(server: FastifyInstance, { store, project, environment, actions }: ServerContext): void {
  const place = { project, environment };
  server.get('/api/v1/held-deletes', async () => toHeldDeletesJson(await heldDeletes(store, place)));
  server.post<{ Body: PruneBody }>('/api/v1/prune', { schema: { body }, bodyLimit: BODY_LIMIT }, async (request) => {
    const pruned = await actions.prune({ ...request.body, actor: actorOf(request) });
    return toHeldDeletesJson(await heldDeletes(store, place), pruned);
  });
}
