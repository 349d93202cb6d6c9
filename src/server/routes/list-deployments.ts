import type { FastifyInstance } from 'fastify';
import { pinsAmong } from '../../runtime/index.ts';
import type { ServerContext } from '../server-context.ts';
import { FORMAT_VERSION, toDeploymentJson } from '../views/index.ts';
import { pageByName, type PageQuery, pageQuerySchema } from './page-query.ts';

/** `GET /api/v1/deployments?limit=&cursor=`: what is deployed, by name. */
export function listDeployments(server: FastifyInstance, { store, project, environment }: ServerContext): void {
  const querystring = pageQuerySchema();
  server.get<{ Querystring: PageQuery }>('/api/v1/deployments', { schema: { querystring } }, async ({ query }) => {
    const all = await store.listDeployments({ project, environment });
    const { shown, nextCursor } = pageByName(all, query, 'd');
    const pins = pinsAmong(await store.listConditions({ project, environment }));
    return {
      formatVersion: FORMAT_VERSION,
      project,
      environment,
      items: shown.map((deployment) => toDeploymentJson(deployment, pins.get(deployment.pipeline))),
      nextCursor,
    };
  });
}
