import type { FastifyInstance } from 'fastify';
import { OperatingError } from '../../runtime/index.ts';
import type { ServerContext } from '../server-context.ts';
import { FORMAT_VERSION, toDeploymentJson } from '../views/index.ts';
import { type PageQuery, pageQuerySchema } from './page-query.ts';

/** `GET /api/v1/deployments?limit=&cursor=`: what is deployed, by name. */
export function listDeployments(server: FastifyInstance, { store, project, environment }: ServerContext): void {
  const querystring = pageQuerySchema();
  server.get<{ Querystring: PageQuery }>('/api/v1/deployments', { schema: { querystring } }, async ({ query }) => {
    const after = query.cursor === undefined ? '' : readCursor(query.cursor);
    const all = await store.listDeployments({ project, environment });
    const rest = all.filter(({ pipeline }) => pipeline > after).toSorted((a, b) => (a.pipeline < b.pipeline ? -1 : 1));
    const shown = rest.slice(0, query.limit);
    const last = rest.length > shown.length ? shown.at(-1) : undefined;
    return {
      formatVersion: FORMAT_VERSION,
      project,
      environment,
      items: shown.map(toDeploymentJson),
      nextCursor: last === undefined ? null : Buffer.from(`d ${last.pipeline}`).toString('base64url'),
    };
  });
}

function readCursor(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  if (text.startsWith('d ')) return text.slice(2);
  throw new OperatingError('INVALID_REQUEST', 'the cursor of the list is not one this server gave out', {
    retryable: false,
    help: 'leave the cursor out to start from the first',
  });
}
