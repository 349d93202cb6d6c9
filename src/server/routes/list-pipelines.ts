import type { FastifyInstance } from 'fastify';
import type { Condition } from '../../runtime/index.ts';
import type { ServerContext } from '../server-context.ts';
import { FORMAT_VERSION } from '../views/index.ts';
import { pageByName, type PageQuery, pageQuerySchema } from './page-query.ts';
import { readPipeline } from './pipeline-facts.ts';

/** `GET /api/v1/pipelines?limit=&cursor=`: by name (schemas/pipelines.schema.json). */
export function listPipelines(server: FastifyInstance, context: ServerContext): void {
  const { store, project, environment } = context;
  const querystring = pageQuerySchema();
  server.get<{ Querystring: PageQuery }>('/api/v1/pipelines', { schema: { querystring } }, async ({ query }) => {
    const all = await store.listDeployments({ project, environment });
    const { shown, nextCursor } = pageByName(all, query, 'p');
    const source = await store.sourceStatus(project, environment);
    const pools = await store.poolsInUse({ project, environment });
    const conditions = byPipeline(await store.listConditions({ project, environment }));
    const items = await Promise.all(
      shown.map((deployment) =>
        readPipeline(context, deployment, source, conditions.get(deployment.pipeline) ?? [], pools),
      ),
    );
    return {
      formatVersion: FORMAT_VERSION,
      items,
      nextCursor,
    };
  });
}

function byPipeline(conditions: readonly Condition[]): ReadonlyMap<string, readonly Condition[]> {
  const found = new Map<string, Condition[]>();
  for (const condition of conditions) {
    const known = found.get(condition.pipeline) ?? [];
    known.push(condition);
    found.set(condition.pipeline, known);
  }
  return found;
}
