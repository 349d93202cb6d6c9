import type { FastifyInstance } from 'fastify';
import type { ServerContext } from '../server-context.ts';
import { FORMAT_VERSION, toRunJson } from '../views/index.ts';
import { actorOf } from './actor-of.ts';
import { fireTimeOf } from './fire-time-of.ts';
import { idempotencyKeyOf } from './idempotency-key-of.ts';

interface Body {
  readonly fireAt?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly again?: boolean;
  readonly duringFreeze?: boolean;
}

const body = {
  type: 'object',
  additionalProperties: false,
  properties: {
    fireAt: { type: 'string', minLength: 1 },
    parameters: { type: 'object', additionalProperties: { type: 'string' } },
    again: { type: 'boolean' },
    duringFreeze: { type: 'boolean' },
  },
};

/**
 * `POST /api/v1/pipelines/:name/runs {"fireAt": ISO time, "parameters": {}, "again": false, "duringFreeze": false}`: 201 with the run,
 * 202 when that fire was on record and is run once more, 200 when its run is not over; 409 when it has succeeded
 * and is not to run `again`, or a freeze lets nothing start and it is not to run `duringFreeze`. With a header `Idempotency-Key` the
 * same request again is answered by the same run and status; 422 where another request had the key.
 */
export function requestRun(server: FastifyInstance, { actions }: ServerContext): void {
  server.post<{ Params: { name: string }; Body: Body }>(
    '/api/v1/pipelines/:name/runs',
    { schema: { body } },
    async (request, reply) => {
      const { fireAt, parameters = {}, again = false, duringFreeze = false } = request.body;
      const fireTime = fireAt === undefined ? undefined : fireTimeOf(fireAt);
      const actor = actorOf(request);
      const idempotencyKey = idempotencyKeyOf(request);
      const { run, created, reopened } = await actions.requestRun(request.params.name, {
        parameters,
        again,
        duringFreeze,
        actor,
        ...(fireTime === undefined ? {} : { fireTime }),
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      });
      void reply.code(created ? 201 : reopened ? 202 : 200);
      return { formatVersion: FORMAT_VERSION, ...toRunJson(run) };
    },
  );
}
