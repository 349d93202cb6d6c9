import type { FastifyInstance } from 'fastify';
import type { ServerContext } from '../server-context.ts';
import { FORMAT_VERSION, toDriftJson, toUnseenJson } from '../views/index.ts';

/** `GET /api/v1/drift`: what engines really run otherwise than is on record (schemas/drift.schema.json). Changes nothing. */
export function getDrift(server: FastifyInstance, { drift, project, environment }: ServerContext): void {
  server.get('/api/v1/drift', async () => {
    const { facts, unseen } = await drift();
    return {
      formatVersion: FORMAT_VERSION,
      project,
      environment,
      items: facts.map(toDriftJson),
      unseen: unseen.map(toUnseenJson),
    };
  });
}
