import type { FastifyInstance } from 'fastify';
import { OperatingError, RUN_STATES } from '../../runtime/index.ts';
import type { RunState } from '../../runtime/index.ts';
import type { ServerContext } from '../server-context.ts';
import { FORMAT_VERSION, toRunJson } from '../views/index.ts';
import { pageFilter, type PageQuery, pageQuerySchema } from './page-query.ts';

interface Query extends PageQuery {
  readonly state?: string;
  readonly pipeline?: string;
}

/** `GET /api/v1/runs?limit=&state=failed,timed-out&pipeline=&cursor=`: newest first (schemas/runs.schema.json). */
export function listRuns(server: FastifyInstance, { store, project, environment }: ServerContext): void {
  const text = { type: 'string', minLength: 1 };
  const querystring = pageQuerySchema({ state: text, pipeline: text });
  server.get<{ Querystring: Query }>('/api/v1/runs', { schema: { querystring } }, async ({ query }) => {
    const { state, pipeline } = query;
    const page = await store.listRuns({
      project,
      environment,
      ...(pipeline === undefined ? {} : { pipeline }),
      ...(state === undefined ? {} : { states: state.split(',').map(toState) }),
      ...pageFilter(query),
    });
    return { formatVersion: FORMAT_VERSION, items: page.items.map(toRunJson), nextCursor: page.nextCursor ?? null };
  });
}

function toState(text: string): RunState {
  const state = RUN_STATES.find((known) => known === text);
  if (state !== undefined) return state;
  throw new OperatingError('INVALID_REQUEST', `"${text}" is not a state of a run`, {
    retryable: false,
    help: `the states are ${RUN_STATES.join(', ')}`,
  });
}
