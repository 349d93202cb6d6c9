import type { FastifyInstance } from 'fastify';
import type { ServerContext } from '../server-context.ts';
import { toDiagnosticsJson } from '../views/index.ts';

/** `GET /api/v1/diagnostics`: what the reconciler last saw of the repository (schemas/diagnostics.schema.json). */
export function getDiagnostics(server: FastifyInstance, { store, project, environment }: ServerContext): void {
  server.get('/api/v1/diagnostics', async () => toDiagnosticsJson(await store.sourceStatus(project, environment)));
}
