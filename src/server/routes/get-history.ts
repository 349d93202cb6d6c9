import type { FastifyInstance } from 'fastify';
import { deploymentHistory, OperatingError } from '../../runtime/index.ts';
import type { ServerContext } from '../server-context.ts';
import { toHistoryJson } from '../views/index.ts';
import { pageFilter, type PageQuery, pageQuerySchema } from './page-query.ts';

/**
 * `GET /api/v1/pipelines/:name/history?limit=&cursor=`: what became of it, the newest first (schemas/history.schema.json); 404 where
 * nothing of the name is on record.
 */
export function getHistory(server: FastifyInstance, { store, project, environment }: ServerContext): void {
  server.get<{ Params: { name: string }; Querystring: PageQuery }>(
    '/api/v1/pipelines/:name/history',
    { schema: { querystring: pageQuerySchema() } },
    async ({ params: { name }, query }) => {
      const key = { project, environment, pipeline: name };
      if ((await store.getDeployment(key)) === undefined)
        throw new OperatingError('NOT_FOUND', `there is no pipeline \`${name}\``, { retryable: false });
      return toHistoryJson(name, await deploymentHistory(store, key, pageFilter(query)));
    },
  );
}
