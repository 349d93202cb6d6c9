import type { FastifyInstance } from 'fastify';
import { OperatingError, type EventFilter } from '../../runtime/index.ts';
import type { ServerContext } from '../server-context.ts';
import { FORMAT_VERSION, toEventIndexJson, toEventJson } from '../views/index.ts';
import { pageFilter, type PageQuery, pageQuerySchema } from './page-query.ts';

interface Query extends PageQuery {
  readonly topic?: string;
  readonly pipeline?: string;
  readonly type?: string;
  readonly actor?: string;
  readonly since?: string;
  readonly until?: string;
  readonly order?: 'newest' | 'oldest';
}

const TYPE = String.raw`[a-z]+([.-][a-z]+)*(\.\*)?`;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * `GET /api/v1/events?topic=sluice.audit&pipeline=&type=run.failed,deployment.*&actor=&since=&until=&order=oldest&limit=&cursor=`:
 * newest first unless asked otherwise (schemas/events.schema.json), with how far the index of the bus has come that they were found
 * in, and whether they are `partial`: all that the store has, and not what it has given up. `/api/v1/stream` tells of new ones as they come. `POST /api/v1/events/rebuild` builds that index anew.
 */
export function listEvents(server: FastifyInstance, { events, project, environment }: ServerContext): void {
  const querystring = pageQuerySchema({
    topic: { type: 'string', enum: ['sluice.runs', 'sluice.audit'] },
    pipeline: { type: 'string', minLength: 1 },
    type: { type: 'string', pattern: `^${TYPE}(,${TYPE})*$` },
    actor: { type: 'string', minLength: 1 },
    since: { type: 'string' },
    until: { type: 'string' },
    order: { type: 'string', enum: ['newest', 'oldest'] },
  });
  server.get<{ Querystring: Query }>('/api/v1/events', { schema: { querystring } }, async ({ query }) => {
    const page = await events.list({ project, environment, ...filterOf(query), ...pageFilter(query) });
    return {
      formatVersion: FORMAT_VERSION,
      items: page.items.map(toEventJson),
      nextCursor: page.nextCursor ?? null,
      partial: page.isPartial ?? false,
      index: toEventIndexJson(events.state),
    };
  });
  server.post('/api/v1/events/rebuild', async (_request, reply) => {
    await events.rebuild();
    void reply.code(202);
    return { formatVersion: FORMAT_VERSION, index: toEventIndexJson(events.state) };
  });
}

function filterOf({ topic, pipeline, type, actor, since, until, order }: Query): Omit<EventFilter, 'limit'> {
  return {
    ...(topic === undefined ? {} : { topic }),
    ...(pipeline === undefined ? {} : { pipeline }),
    ...(type === undefined ? {} : { types: type.split(',') }),
    ...(actor === undefined ? {} : { actor }),
    ...(since === undefined ? {} : { since: timeOf('since', since) }),
    ...(until === undefined ? {} : { until: timeOf('until', until) }),
    ...(order === undefined ? {} : { oldestFirst: order === 'oldest' }),
  };
}

function timeOf(name: string, given: string): number {
  const time = TIME.test(given) ? Date.parse(given) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new OperatingError('INVALID_REQUEST', `${name} is no time`, {
    retryable: false,
    help: 'write it as 2026-12-24T06:00:00Z, or with an offset',
  });
}
