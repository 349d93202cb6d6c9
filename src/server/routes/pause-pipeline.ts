import type { FastifyInstance } from 'fastify';
import { OperatingError } from '../../runtime/index.ts';
import type { ServerContext } from '../server-context.ts';
import { FORMAT_VERSION, type PauseJson, type PausesJson } from '../views/index.ts';
import { actorOf } from './actor-of.ts';

interface PauseBody {
  readonly reason?: string;
  readonly until?: string;
  readonly cancel?: boolean;
}

const pauseBody = {
  type: 'object',
  additionalProperties: false,
  properties: {
    reason: { type: 'string', minLength: 1 },
    until: { type: 'string' },
    cancel: { type: 'boolean' },
  },
} as const;

const resumeBody = {
  type: 'object',
  additionalProperties: false,
  properties: { skipMissed: { type: 'boolean' } },
} as const;

/**
 * `POST /api/v1/pipelines/:name/pause` with `{ reason, until, cancel }`, and `…/resume` with `{ skipMissed }`; all of it may be
 * left out. Both answer what became of it, and 404 where nothing of the name is deployed.
 */
export function pausePipeline(server: FastifyInstance, { actions }: ServerContext): void {
  server.post<{ Params: { name: string }; Body: PauseBody }>(
    '/api/v1/pipelines/:name/pause',
    { schema: { body: pauseBody } },
    async (request) => {
      const { reason, until, cancel } = request.body;
      const done = await actions.pause(request.params.name, {
        actor: actorOf(request),
        ...(reason === undefined ? {} : { why: reason }),
        ...(until === undefined ? {} : { until: momentOf(until) }),
        ...(cancel === undefined ? {} : { cancel }),
      });
      return answer({ pipeline: request.params.name, ...done });
    },
  );
  server.post<{ Params: { name: string }; Body: { readonly skipMissed?: boolean } }>(
    '/api/v1/pipelines/:name/resume',
    { schema: { body: resumeBody } },
    async (request) => {
      const outcome = await actions.resume(request.params.name, { ...request.body, actor: actorOf(request) });
      return answer({ pipeline: request.params.name, outcome, cancelled: 0 });
    },
  );
}

function answer(item: PauseJson): PausesJson {
  return { formatVersion: FORMAT_VERSION, items: [item] };
}

/** Without an offset the time would depend on the zone of a machine. */
function momentOf(until: string): number {
  const time = /T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(until) ? Date.parse(until) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new OperatingError('INVALID_REQUEST', '`until` is no time with an offset', {
    retryable: false,
    help: 'write it as 2026-12-24T06:00:00Z',
  });
}
