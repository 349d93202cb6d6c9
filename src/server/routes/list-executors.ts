import type { FastifyInstance } from 'fastify';
import { missingRoles } from '../../runtime/index.ts';
import type { ServerContext } from '../server-context.ts';
import { FORMAT_VERSION, toDrainJson, toExecutorJson, toMissingRoleJson } from '../views/index.ts';

const querystring = {
  type: 'object',
  additionalProperties: false,
  properties: { allProjects: { type: 'boolean', default: false } },
} as const;

/**
 * `GET /api/v1/executors?allProjects=true`: the processes of the project, or of all on this store, what nobody of them does, and
 * drains of what is not there (schemas/executors.schema.json).
 */
export function listExecutors(server: FastifyInstance, context: ServerContext): void {
  const { store, clock, project, environment } = context;
  server.get<{ Querystring: { readonly allProjects: boolean } }>(
    '/api/v1/executors',
    { schema: { querystring } },
    async ({ query }) => {
      const processes = await store.listProcesses(clock.now());
      const present = new Set(processes.flatMap(({ name, host }) => [name, host]));
      const absent = (await store.listDrains()).filter(({ target }) => !present.has(target));
      return {
        formatVersion: FORMAT_VERSION,
        items: processes.filter((one) => query.allProjects || one.project === project).map(toExecutorJson),
        missingRoles: missingRoles(processes, { project, environment }).map(toMissingRoleJson),
        absentDrains: absent.map(toDrainJson),
      };
    },
  );
}
