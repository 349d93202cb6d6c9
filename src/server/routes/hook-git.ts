import type { FastifyInstance } from 'fastify';
import { OperatingError } from '../../runtime/index.ts';
import { body as errorBody, notFound } from '../error-answer.ts';
import { isSigned, judgePush } from '../hooks/index.ts';
import type { ServerContext } from '../server-context.ts';
import { FORMAT_VERSION } from '../views/index.ts';

/** Where forges tell of a push. Who may is said by the secret of the hook alone. */
export const GIT_HOOK = '/api/v1/hooks/git';

/** A push of thousands of files; a larger one is seen by the next poll. */
const BODY_LIMIT = 4 * 1024 * 1024;

/**
 * `POST /api/v1/hooks/git`: a forge tells of a push, and the leader fetches. 202 where it does, 200 where the delivery is none of
 * a push to what is followed, with the reason; 401 for one that is not signed by the secret; 404 where no secret is set.
 */
export function hookGit(server: FastifyInstance, context: ServerContext): void {
  const { store, clock, log, project, environment, webhookSecret } = context;
  const scope = { project, environment };
  void server.register(async (hooks) => {
    // what is signed are the bytes
    hooks.removeAllContentTypeParsers();
    hooks.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, payload, done) => done(null, payload));
    hooks.post<{ Body: Buffer | undefined }>(GIT_HOOK, { bodyLimit: BODY_LIMIT }, async (request, reply) => {
      if (webhookSecret === undefined)
        throw notFound(
          'no webhook is set up here',
          'set SLUICE_WEBHOOK_SECRET where `sluice serve` runs, and the same in the forge',
        );
      const { headers, body = Buffer.alloc(0) } = request;
      if (!isSigned({ headers, body }, webhookSecret, clock.now())) {
        log.warn('a webhook was refused: it is not signed by the secret of this server', { from: request.ip });
        await reply
          .code(401)
          .send(
            errorBody(
              'NOT_ALLOWED',
              'this is not signed by the secret of this server',
              'give the forge what SLUICE_WEBHOOK_SECRET is where `sluice serve` runs; see docs/git-source.md',
            ),
          );
        return;
      }
      const status = await store.sourceStatus(project, environment);
      if (status !== undefined && status.kind !== 'git')
        return { formatVersion: FORMAT_VERSION, outcome: 'ignored', reason: 'this environment follows no repository' };
      const verdict = judgePush(headers, parsed(body), status?.place);
      if (!verdict.concerns) return { formatVersion: FORMAT_VERSION, outcome: 'ignored', reason: verdict.reason };
      await store.nudgeSource(scope);
      void reply.code(202);
      return { formatVersion: FORMAT_VERSION, outcome: 'looking', reason: null };
    });
  });
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (thrown) {
    throw new OperatingError('INVALID_REQUEST', 'the body is no JSON', {
      retryable: false,
      cause: thrown,
      help: 'choose `application/json` as the content type of the webhook',
    });
  }
}
