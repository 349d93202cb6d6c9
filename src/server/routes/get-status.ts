import type { FastifyInstance } from 'fastify';
import { missingRoles } from '../../runtime/index.ts';
import type { ServerContext } from '../server-context.ts';
import {
  countConditions,
  FORMAT_VERSION,
  isoTime,
  MOST_COUNTED,
  toDiagnosticsJson,
  toEventBacklogJson,
  toMissingRoleJson,
} from '../views/index.ts';

/** `GET /api/v1/status`: what this process is and does (schemas/status.schema.json). */
export function getStatus(server: FastifyInstance, context: ServerContext): void {
  const { store, project, environment, version, clock } = context;
  server.get('/api/v1/status', async () => {
    const now = clock.now();
    const runtime = context.status();
    const { source, summary } = toDiagnosticsJson(await store.sourceStatus(project, environment));
    const missing = missingRoles(await store.listProcesses(now), { project, environment });
    const { held, fence, reason } = runtime.leader;
    return {
      formatVersion: FORMAT_VERSION,
      version,
      project,
      environment,
      now: isoTime(now),
      startedAt: isoTime(runtime.startedAt),
      uptimeMs: Math.max(0, now - runtime.startedAt),
      roles: runtime.roles,
      executor: runtime.executor,
      leader: { held, fence: fence ?? null, reason: reason ?? null },
      claims: runtime.claims,
      store: runtime.store,
      bus: runtime.bus,
      events: toEventBacklogJson(await store.eventBacklog(MOST_COUNTED), now),
      missingRoles: missing.map(toMissingRoleJson),
      conditions: countConditions(await store.listConditions({ project, environment })),
      source,
      summary,
    };
  });
}
