import type { FastifyInstance } from 'fastify';
import { deletedDeployments } from '../../runtime/index.ts';
import type { ServerContext } from '../server-context.ts';
import { FORMAT_VERSION, toRestorableJson } from '../views/index.ts';
import { actorOf } from './actor-of.ts';
import { readPipeline } from './pipeline-facts.ts';

/**
 * `GET /api/v1/deleted`: what can be restored (schemas/restorable.schema.json). `POST /api/v1/pipelines/:name/restore`: brings it
 * back, and answers as `GET /api/v1/pipelines/:name` does; 409 where it lives, or goes on under another name.
 */
export function restorePipeline(server: FastifyInstance, context: ServerContext): void {
  const { store, project, environment, actions } = context;
  const place = { project, environment };
  server.get('/api/v1/deleted', async () =>
    toRestorableJson(await deletedDeployments(store, place), await store.sourceStatus(project, environment)),
  );
  server.post<{ Params: { name: string } }>('/api/v1/pipelines/:name/restore', async (request) => {
    const deployment = await actions.restore(request.params.name, actorOf(request));
    const source = await store.sourceStatus(project, environment);
    const conditions = await store.listConditions({ ...place, pipeline: deployment.pipeline });
    const pools = await store.poolsInUse(place);
    return { formatVersion: FORMAT_VERSION, ...(await readPipeline(context, deployment, source, conditions, pools)) };
  });
}
