import type { FastifyInstance } from 'fastify';
import { errorAnswer } from '../error-answer.ts';
import { createReadinessJudge } from '../readiness/create-readiness-judge.ts';
import { schemaTrouble } from '../readiness/migrations-part.ts';
import type { Readiness } from '../readiness/readiness.ts';
import type { ServerContext } from '../server-context.ts';
import { isoTime } from '../views/index.ts';

/**
 * `GET /livez`: the process answers. `GET /readyz`: it can work, which takes the store in a schema that it goes
 * with; 503 with the reason when it cannot. With `?verbose` every part with its state, as JSON, or as lines of text for who asks for `text/plain`
 * (schemas/readyz.schema.json). What is degraded does not count: a lost bus delays nothing that a reader sees.
 */
export function getHealth(server: FastifyInstance, context: ServerContext): void {
  const { store, log } = context;
  const judge = createReadinessJudge(context);
  server.get('/livez', async () => ({ status: 'ok' }));
  server.get<{ Querystring: { verbose?: string } }>('/readyz', async (request, reply) => {
    if (request.query.verbose !== undefined) {
      const readiness = await judge();
      void reply.code(readiness.status === 'unready' ? 503 : 200);
      if (!/text\/plain/.test(request.headers.accept ?? '')) return toReadyzJson(readiness);
      void reply.type('text/plain; charset=utf-8');
      return toText(readiness);
    }
    try {
      await store.ping();
      const trouble = schemaTrouble(await store.schema());
      if (trouble !== undefined) throw trouble;
      return { status: 'ok' };
    } catch (thrown) {
      const { body } = errorAnswer(thrown);
      log.warn('not ready', { code: body.error.code, error: body.error.message });
      void reply.code(503);
      return body;
    }
  });
}

function toReadyzJson({ status, parts }: Readiness): object {
  return {
    formatVersion: '1.0',
    status,
    parts: parts.map(({ since, ...part }) => ({ ...part, since: isoTime(since) })),
  };
}

const MARKS = { ok: '[+]', degraded: '[~]', failed: '[-]' } as const;

function toText({ status, parts }: Readiness): string {
  const lines = parts.map(
    ({ name, state, seen, since }) => `${MARKS[state]} ${name} ${state} since ${isoTime(since)}: ${seen}`,
  );
  return [...lines, status, ''].join('\n');
}
