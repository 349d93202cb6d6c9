import type { FastifyInstance } from 'fastify';
import {
  createPinoLog,
  createRuntimeMetrics,
  createSystemClock,
  createSystemRandom,
} from '../../src/runtime/observe/index.ts';
import { readVersion } from '../../src/cli/version.ts';
import { changeBackfill, requestBackfill } from '../../src/runtime/backfills/index.ts';
import { changeCursor } from '../../src/runtime/change-cursor.ts';
import { applyPlan } from '../../src/runtime/apply-plan.ts';
import { pausePipeline, resumePipeline } from '../../src/runtime/pause-pipelines.ts';
import { rollBackPipeline } from '../../src/runtime/roll-back-pipelines.ts';
import { prunePipelines, restorePipeline } from '../../src/runtime/delete-deployments.ts';
import { OperatingError } from '../../src/runtime/errors.ts';
import { findDrift, vantageOf } from '../../src/runtime/drift/index.ts';
import { storedEvents } from '../../src/runtime/stored-events.ts';
import { requestRerun } from '../../src/runtime/request-rerun.ts';
import type { DutyState } from '../../src/runtime/duty-states.ts';
import type { Clock, Log, Store } from '../../src/runtime/ports/index.ts';
import { buildServer } from '../../src/server/index.ts';
import { createMysqlStore } from '../../src/runtime/store/index.ts';
import { DEMO, type DemoStore, demoStore } from './demo-store.ts';

/** A server over a {@link demoStore}; nothing executes what is asked for, so that it stays as it is. */
export interface DemoServer extends AsyncDisposable {
  readonly server: FastifyInstance;
  readonly demo: DemoStore;
  /** Audit of people's actions, in words. */
  readonly asked: readonly string[];
}

/** What of the server is to be otherwise. */
export interface DemoServerOptions {
  readonly webDir?: string;
  /** Served in place of the demo's. */
  readonly store?: Store;
  readonly history?: number;
  readonly log?: Log;
  readonly clock?: Clock;
  readonly token?: string;
  readonly webhookSecret?: string;
  readonly allowedHosts?: readonly string[];
  /** All done by this process, unless it is said otherwise. */
  readonly duties?: () => Promise<readonly DutyState[]>;
}

const DUTIES = ['leader', 'scheduler', 'relay'] as const;

export async function demoServer(options: DemoServerOptions = {}): Promise<DemoServer> {
  const clock = options.clock ?? createSystemClock();
  const random = createSystemRandom();
  const startedAt = clock.now();
  const demo = await demoStore(startedAt, clock, options.history);
  const { jobLogs } = demo;
  const { store = demo.store } = options;
  const metrics = createRuntimeMetrics();
  const asked: string[] = [];
  const server = buildServer({
    store,
    events: storedEvents(store),
    jobLogs,
    clock,
    log: options.log ?? createPinoLog({ level: 'silent' }),
    metrics: () => metrics.registry.metrics(),
    status: () => ({
      startedAt,
      roles: ['reconcile', 'schedule', 'execute', 'relay', 'http'],
      executor: 'worker-1',
      leader: { held: true, fence: demo.fence },
      claims: 1,
      store: 'sqlite',
      bus: 'embedded',
    }),
    duties: options.duties ?? (async () => DUTIES.map((duty) => ({ duty, here: true, holder: undefined }))),
    drift: () =>
      findDrift({
        store,
        clock,
        ...DEMO,
        vantage: vantageOf('worker', undefined, () => false),
        engines: {
          get(type) {
            throw new OperatingError('ENGINE_MISCONFIGURED', `no ${type} here`, { retryable: false });
          },
        },
      }),
    webDir: options.webDir,
    ...(options.token === undefined ? {} : { token: options.token }),
    ...(options.allowedHosts === undefined ? {} : { allowedHosts: options.allowedHosts }),
    ...(options.webhookSecret === undefined ? {} : { webhookSecret: options.webhookSecret }),
    ...DEMO,
    version: readVersion(),
    actions: {
      async requestRun(pipeline, { fireTime, parameters, actor }) {
        const deployment = await store.getDeployment({ ...DEMO, pipeline });
        if (deployment === undefined) {
          throw new OperatingError('NOT_FOUND', `there is no pipeline "${pipeline}"`, { retryable: false });
        }
        asked.push(`run ${pipeline} by ${actor}`);
        const now = clock.now();
        const recorded = await store.recordFire(
          undefined,
          {
            key: { ...DEMO, pipeline },
            fireTime: fireTime ?? now,
            previousFireTime: fireTime ?? now,
            trigger: 'manual',
            artefactDigest: deployment.artefactDigest,
            parameters,
            state: 'scheduled',
          },
          random.id(now),
          now,
        );
        return { ...recorded, reopened: false };
      },
      async requestRerun(runId, request) {
        asked.push(`rerun ${runId} by ${request.actor}`);
        return requestRerun({ store, clock }, runId, request);
      },
      async requestCancel(runId, actor) {
        asked.push(`cancel ${runId} by ${actor}`);
        return store.requestCancel(runId, actor, clock.now());
      },
      prune: (request) => prunePipelines({ store, clock }, DEMO, request),
      pause: (pipeline, request) => pausePipeline({ store, clock }, { ...DEMO, pipeline }, request),
      resume: (pipeline, request) => resumePipeline({ store, clock }, { ...DEMO, pipeline }, request),
      changeCursor: (pipeline, request) => changeCursor({ store, clock }, { ...DEMO, pipeline }, request),
      rollBack: (pipeline, request) => rollBackPipeline({ store, clock }, { ...DEMO, pipeline }, request),
      backfill: (pipeline, request) => requestBackfill({ store, clock, random }, { ...DEMO, pipeline }, request),
      changeBackfill: (id, change) => changeBackfill({ store, clock }, DEMO, id, change),
      restore: (pipeline, actor) => restorePipeline({ store, clock }, { ...DEMO, pipeline }, actor),
      async applyPlan(request) {
        asked.push(`apply by ${request.actor}`);
        return applyPlan({ store, clock }, DEMO, request);
      },
    },
  });
  return {
    server,
    demo,
    asked,
    async [Symbol.asyncDispose]() {
      await server.close();
      await demo[Symbol.asyncDispose]();
    },
  };
}

/** A store whose database is not there: nothing listens on the port. */
export function unreachableStore(port: number): Store {
  return createMysqlStore({
    host: '127.0.0.1',
    port,
    username: 'nobody',
    password: 'nothing',
    database: 'nowhere',
    clock: createSystemClock(),
  });
}
