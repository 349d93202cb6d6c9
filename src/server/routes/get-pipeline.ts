import type { FastifyInstance } from 'fastify';
import { notFound } from '../error-answer.ts';
import type { ServerContext } from '../server-context.ts';
import { FORMAT_VERSION } from '../views/index.ts';
import { readPipeline } from './pipeline-facts.ts';

/** `GET /api/v1/pipelines/:name`, deleted ones too (schemas/pipeline-status.schema.json). */
export function getPipeline(server: FastifyInstance, context: ServerContext): void {
  const { store, project, environment } = context;
  server.get<{ Params: { name: string } }>('/api/v1/pipelines/:name', async ({ params }) => {
    const key = { project, environment, pipeline: params.name };
    const deployment = await store.getDeployment(key);
    if (deployment === undefined) {
      throw notFound(`there is no pipeline "${params.name}"`, 'GET /api/v1/pipelines lists the pipelines');
    }
    const source = await store.sourceStatus(project, environment);
    return {
      formatVersion: FORMAT_VERSION,
      ...(await readPipeline(
        context,
        deployment,
        source,
        await store.listConditions(key),
        await store.poolsInUse(key),
      )),
    };
  });
}
