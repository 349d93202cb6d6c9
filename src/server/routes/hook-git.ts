import type { FastifyInstance, FastifyReply } from 'fastify';
import { OperatingError } from '../../runtime/index.ts';
import { body as errorBody, notFound } from '../error-answer.ts';
import { createRefusalGate, isSigned, judgePush, REFUSALS_WINDOW_MS, saysWhoSigned } from '../hooks/index.ts';
import type { ServerContext } from '../server-context.ts';
import { FORMAT_VERSION } from '../views/index.ts';

/** Where forges tell of a push. Who may is said by the secret of the hook alone. */
export const GIT_HOOK = '/api/v1/hooks/git';

/** A push of thousands of files; a larger one is seen by the next poll. */
const BODY_LIMIT = 4 * 1024 * 1024;

/**
 * `POST /api/v1/hooks/git`: a forge tells of a push, and the leader fetches. 202 where it does, 200 where the delivery is none of
 * a push to what is followed, with the reason; 401 for one that is not signed by the secret, before its body is read where it says
 * nothing of a signature; 429 after many of those from one address; 404 where no secret is set.
 */
export function hookGit(server: FastifyInstance, context: ServerContext): void {
  const { store, clock, log, project, environment, webhookSecret } = context;
  const scope = { project, environment };
  const gate = createRefusalGate({ clock, log });
  server.addHook('preClose', async () => gate.close());
  void server.register(async (hooks) => {
    // what is signed are the bytes
    hooks.removeAllContentTypeParsers();
    hooks.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, payload, done) => done(null, payload));
    hooks.addHook('onRequest', async (request, reply) => {
      if (webhookSecret === undefined)
        throw notFound(
          'no webhook is set up here',
          'set SLUICE_WEBHOOK_SECRET where `sluice serve` runs, and the same in the forge',
        );
      if (gate.isShut(request.ip)) return tooMany(reply);
      if (saysWhoSigned(request.headers)) return undefined;
      gate.refused(request.ip);
      return unsigned(reply);
    });
    hooks.post<{ Body: Buffer | undefined }>(GIT_HOOK, { bodyLimit: BODY_LIMIT }, async (request, reply) => {
      const { headers, body = Buffer.alloc(0) } = request;
      if (webhookSecret === undefined || !isSigned({ headers, body }, webhookSecret, clock.now())) {
        gate.refused(request.ip);
        return unsigned(reply);
      }
      gate.admitted(request.ip);
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

function unsigned(reply: FastifyReply): Promise<FastifyReply> {
  const help = 'give the forge what SLUICE_WEBHOOK_SECRET is where `sluice serve` runs; see docs/git-source.md';
  return answered(reply.code(401), errorBody('NOT_ALLOWED', 'this is not signed by the secret of this server', help));
}

function tooMany(reply: FastifyReply): Promise<FastifyReply> {
  const message = 'too many deliveries of this address were not signed by the secret of this server';
  const help = 'mend the secret in the forge; it is listened to again a minute later';
  reply.header('retry-after', String(REFUSALS_WINDOW_MS / 1_000));
  return answered(reply.code(429), errorBody('NOT_ALLOWED', message, help));
}

async function answered(reply: FastifyReply, answer: object): Promise<FastifyReply> {
  await reply.send(answer);
  return reply;
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
