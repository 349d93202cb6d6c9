import type { FastifyInstance } from 'fastify';
import { missingRoles } from '../../runtime/index.ts';
import type { ServerContext } from '../server-context.ts';
import { FORMAT_VERSION, toExecutorJson, toMissingRoleJson } from '../views/index.ts';

/** `GET /api/v1/executors`: the processes on this store, and what nobody of them does (schemas/executors.schema.json). */
export function listExecutors(server: FastifyInstance, context: ServerContext): void {
  const { store, clock, project, environment } = context;
  server.get('/api/v1/executors', async () => {
    const processes = await store.listProcesses(clock.now());
    return {
      formatVersion: FORMAT_VERSION,
      items: processes.map(toExecutorJson),
      missingRoles: missingRoles(processes, { project, environment }).map(toMissingRoleJson),
    };
  });
}
