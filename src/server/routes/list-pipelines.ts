import type { FastifyInstance } from 'fastify';
import { OperatingError } from '../../runtime/index.ts';
import type { ServerContext } from '../server-context.ts';
import { FORMAT_VERSION } from '../views/index.ts';
import { type PageQuery, pageQuerySchema } from './page-query.ts';
import { readPipeline } from './pipeline-facts.ts';

/** `GET /api/v1/pipelines?limit=&cursor=`: by name (schemas/pipelines.schema.json). */
export function listPipelines(server: FastifyInstance, context: ServerContext): void {
  const { store, project, environment } = context;
  const querystring = pageQuerySchema();
  server.get<{ Querystring: PageQuery }>('/api/v1/pipelines', { schema: { querystring } }, async ({ query }) => {
    const after = query.cursor === undefined ? '' : readCursor(query.cursor);
    const all = await store.listDeployments({ project, environment });
    const rest = all.filter(({ pipeline }) => pipeline > after);
    const shown = rest.slice(0, query.limit);
    const source = await store.sourceStatus(project, environment);
    const items = await Promise.all(shown.map((deployment) => readPipeline(context, deployment, source)));
    const last = rest.length > shown.length ? shown.at(-1) : undefined;
    return {
      formatVersion: FORMAT_VERSION,
      items,
      nextCursor: last === undefined ? null : Buffer.from(`p ${last.pipeline}`).toString('base64url'),
    };
  });
}

function readCursor(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  if (text.startsWith('p ')) return text.slice(2);
  throw new OperatingError('INVALID_REQUEST', 'the cursor of the list is not one this server gave out', {
    retryable: false,
    help: 'leave the cursor out to start from the first',
  });
}
