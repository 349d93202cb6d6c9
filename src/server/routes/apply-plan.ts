import type { FastifyInstance } from 'fastify';
import { body as errorBody } from '../error-answer.ts';
import type { ServerContext } from '../server-context.ts';
import { toApplyJson } from '../views/index.ts';
import { actorOf } from './actor-of.ts';

/** Room for a plan of 10,000 changes with all their artefacts, which is some 100 MB. */
const BODY_LIMIT = 256 * 1024 * 1024;

/**
 * `POST /api/v1/plans/apply`, the body a saved plan: 200 with what was done, also where it was done before; 409 with
 * PLAN_OUTDATED and the differences where pipelines are deployed otherwise than the plan has them, or with SOURCE_IS_FOLDER;
 * 422 with PLAN_INVALID for a file that was edited, or is of another version, project or environment.
 */
export function applyPlan(server: FastifyInstance, { actions, version }: ServerContext): void {
  server.post('/api/v1/plans/apply', { bodyLimit: BODY_LIMIT }, async (request, reply) => {
    const applied = await actions.applyPlan({ plan: request.body, actor: actorOf(request), version });
    const answer = toApplyJson(applied);
    if (answer.outcome !== 'refused') return answer;
    const { differences } = answer;
    const message = `${differences.length} of its pipelines are deployed otherwise than the plan has them; nothing was applied`;
    void reply.code(409);
    return {
      ...errorBody('PLAN_OUTDATED', message, 'make the plan again, and have it reviewed'),
      differences,
    };
  });
}
