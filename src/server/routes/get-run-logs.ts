import type { FastifyInstance } from 'fastify';
import type { ServerContext } from '../server-context.ts';
import { FORMAT_VERSION } from '../views/index.ts';
import { findRun } from './find-run.ts';

interface Query {
  readonly attempt?: number;
  readonly offset: number;
}

const querystring = {
  type: 'object',
  additionalProperties: false,
  properties: { attempt: { type: 'integer', minimum: 1 }, offset: { type: 'integer', minimum: 0, default: 0 } },
};

/**
 * `GET /api/v1/runs/:id/logs?attempt=&offset=`: what an attempt printed from a byte offset on, and where to
 * go on; the last attempt when none is named. Answers at once, also when there is nothing new.
 */
export function getRunLogs(server: FastifyInstance, context: ServerContext): void {
  server.get<{ Params: { id: string }; Querystring: Query }>(
    '/api/v1/runs/:id/logs',
    { schema: { querystring } },
    async ({ params, query }) => {
      const run = await findRun(context, params.id);
      const attempts = await context.jobLogs.attempts(run.id);
      const attempt = query.attempt ?? attempts.at(-1) ?? run.attempts.at(-1)?.number ?? 1;
      const { text, nextOffset } = await context.jobLogs.read(run.id, attempt, query.offset);
      return { formatVersion: FORMAT_VERSION, run: run.id, attempt, attempts, text, nextOffset };
    },
  );
}
