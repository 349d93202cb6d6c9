import type { FastifyInstance } from 'fastify';
import { requestDrain, undoDrain } from '../../runtime/index.ts';
import type { ServerContext } from '../server-context.ts';
import { FORMAT_VERSION } from '../views/index.ts';
import { actorOf } from './actor-of.ts';

interface Body {
  readonly target: string;
  readonly reason?: string;
  readonly handOver?: boolean;
  readonly undo?: boolean;
  readonly allProjects?: boolean;
}

const body = {
  type: 'object',
  additionalProperties: false,
  required: ['target'],
  properties: {
    target: { type: 'string', minLength: 1, maxLength: 255 },
    reason: { type: 'string', maxLength: 2000 },
    handOver: { type: 'boolean' },
    undo: { type: 'boolean' },
    allProjects: { type: 'boolean' },
  },
};

/**
 * `POST /api/v1/executors/drain {"target": executor or host, "reason": "", "handOver": false, "undo": false, "allProjects": false}`:
 * it takes no new runs, or takes them again. 200 with whether that is new; 404 for a name that nobody of the project has; 400 where
 * other projects have executors of that name.
 */
export function drainExecutor(server: FastifyInstance, context: ServerContext): void {
  const { store, clock, project, environment } = context;
  server.post<{ Body: Body }>('/api/v1/executors/drain', { schema: { body } }, async (request) => {
    const { undo = false, ...wish } = request.body;
    const asked = { ...wish, actor: actorOf(request), project, environment };
    const { changed } = await (undo ? undoDrain : requestDrain)({ store, clock }, asked);
    return { formatVersion: FORMAT_VERSION, target: wish.target, drained: !undo, changed };
  });
}
