import { existsSync } from 'node:fs';
import { fastify, type FastifyInstance } from 'fastify';
import { createArtefactReader } from './artefact-reader.ts';
import { body, errorAnswer } from './error-answer.ts';
import { guardRequests } from './plugins/guard-requests.ts';
import { servePage } from './plugins/serve-page.ts';
import { applyPlan } from './routes/apply-plan.ts';
import { backfillPipeline } from './routes/backfill-pipeline.ts';
import { listBackfills } from './routes/list-backfills.ts';
import { cancelRun } from './routes/cancel-run.ts';
import { drainExecutor } from './routes/drain-executor.ts';
import { explainRun } from './routes/explain-run.ts';
import { getArtefact } from './routes/get-artefact.ts';
import { getDiagnostics } from './routes/get-diagnostics.ts';
import { getDrift } from './routes/get-drift.ts';
import { getHealth } from './routes/get-health.ts';
import { getHistory } from './routes/get-history.ts';
import { getMetrics } from './routes/get-metrics.ts';
import { getPipeline } from './routes/get-pipeline.ts';
import { getRunEvents } from './routes/get-run-events.ts';
import { followRunLogs } from './routes/follow-run-logs.ts';
import { getRunLogs } from './routes/get-run-logs.ts';
import { getRun } from './routes/get-run.ts';
import { getStatus } from './routes/get-status.ts';
import { GIT_HOOK, hookGit } from './routes/hook-git.ts';
import { listDeployments } from './routes/list-deployments.ts';
import { listEvents } from './routes/list-events.ts';
import { listExecutors } from './routes/list-executors.ts';
import { listPipelines } from './routes/list-pipelines.ts';
import { listRuns } from './routes/list-runs.ts';
import { pausePipeline } from './routes/pause-pipeline.ts';
import { prunePipelines } from './routes/prune-pipelines.ts';
import { pipelineCursor } from './routes/pipeline-cursor.ts';
import { rollBackPipeline } from './routes/roll-back-pipeline.ts';
import { requestRun } from './routes/request-run.ts';
import { rerunRun } from './routes/rerun-run.ts';
import { restorePipeline } from './routes/restore-pipeline.ts';
import { streamChanges } from './routes/stream-changes.ts';
import { whyPipeline } from './routes/why-pipeline.ts';
import type { ServerContext, ServerOptions } from './server-context.ts';

const ROUTES: readonly ((server: FastifyInstance, context: ServerContext) => void)[] = [
  getHealth,
  getMetrics,
  getStatus,
  listRuns,
  getRun,
  getRunEvents,
  explainRun,
  getRunLogs,
  followRunLogs,
  cancelRun,
  rerunRun,
  listPipelines,
  listDeployments,
  getArtefact,
  getPipeline,
  requestRun,
  applyPlan,
  pausePipeline,
  pipelineCursor,
  rollBackPipeline,
  backfillPipeline,
  listBackfills,
  getHistory,
  whyPipeline,
  prunePipelines,
  restorePipeline,
  listEvents,
  listExecutors,
  drainExecutor,
  getDiagnostics,
  getDrift,
  streamChanges,
  hookGit,
];

/** The HTTP server: the API, the stream and the page. It does not listen yet; see `startServer`. */
export function buildServer(options: ServerOptions): FastifyInstance {
  const context: ServerContext = { ...options, artefacts: createArtefactReader(options.store) };
  const server = fastify({
    logger: false,
    // A browser keeps connections open; they must not keep the process.
    forceCloseConnections: true,
    bodyLimit: 64 * 1024,
    // A name that is not known is an error, never dropped. Queries are text, so that their numbers are read as such.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: true } },
  });
  guardRequests(server, {
    allowedHosts: options.allowedHosts ?? [],
    token: options.token,
    signed: new Set([GIT_HOOK]),
  });
  server.setErrorHandler(async (thrown, request, reply) => {
    const { status, body: answer } = errorAnswer(thrown);
    if (status >= 500) {
      const fields = { method: request.method, url: request.url, code: answer.error.code };
      // An error has no fields of its own that JSON would show.
      const { message, stack } = thrown instanceof Error ? thrown : { message: String(thrown), stack: undefined };
      options.log.error('a request failed', { ...fields, error: message, stack });
    }
    await reply.code(status).send(answer);
  });
  server.setNotFoundHandler(async (request, reply) => {
    const message = `there is nothing at ${request.method} ${request.url.split('?')[0]}`;
    await reply.code(404).send(body('NOT_FOUND', message));
  });
  for (const route of ROUTES) route(server, context);
  const { webDir } = options;
  if (webDir !== undefined && existsSync(webDir)) void server.register((scope) => servePage(scope, webDir));
  return server;
}
