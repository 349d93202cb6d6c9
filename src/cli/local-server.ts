import path from 'node:path';
import type { Settings } from '../config/index.ts';
import {
  applyPlan,
  changeBackfill,
  changeCursor,
  createJobLogs,
  createPinoLog,
  createSystemClock,
  createSystemRandom,
  lookForDrift,
  openStore,
  pausePipeline,
  prunePipelines,
  requestBackfill,
  restorePipeline,
  resumePipeline,
  rollBackPipeline,
  OperatingError,
  storedEvents,
} from '../runtime/index.ts';
import { buildServer } from '../server/index.ts';
import type { ApiRequest } from './operator-api.ts';
import { projectNameOf } from './project-name.ts';
import { readVersion } from './version.ts';

/** The API over a store that this process opened: nothing listens. */
export interface LocalServer {
  ask(request: ApiRequest): Promise<{ readonly status: number; readonly body: unknown }>;
  close(): Promise<void>;
}

/** Who asks, for the audit. */
const ACTOR = 'cli';

/** What the routes that do something answer in a process that only looks. */
const notHere = (): Promise<never> => {
  throw new OperatingError('INVALID_REQUEST', 'this process only looks', { retryable: false });
};

/** Opens the store and puts the routes before it, for verbs that look, and for what can be done without a daemon. */
export async function openLocalServer(root: string, environment: string, settings: Settings): Promise<LocalServer> {
  const clock = createSystemClock();
  const log = createPinoLog({ level: 'error' });
  const stateDir = path.resolve(root, settings.stateDir.value);
  const store = await openStore(storeSettings(root, settings), clock, log);
  const jobLogs = createJobLogs(stateDir, clock);
  const project = await projectNameOf(root);
  const server = buildServer({
    store,
    events: storedEvents(store),
    jobLogs,
    status: () => ({
      startedAt: clock.now(),
      roles: [],
      executor: '',
      leader: { held: false },
      claims: 0,
      store: settings.store.value.kind,
      bus: settings.bus.value.kind,
    }),
    duties: async () => [],
    metrics: async () => '',
    drift: () =>
      lookForDrift({
        store,
        clock,
        random: createSystemRandom(),
        log,
        projectRoot: root,
        stateDir,
        project,
        environment,
        processEnvironment: process.env,
      }),
    webDir: undefined,
    log,
    clock,
    project,
    environment,
    version: readVersion(),
    actions: {
      requestRun: notHere,
      requestRerun: notHere,
      requestCancel: notHere,
      applyPlan: (request) => applyPlan({ store, clock }, { project, environment }, { ...request, actor: ACTOR }),
      prune: (request) => prunePipelines({ store, clock }, { project, environment }, { ...request, actor: ACTOR }),
      pause: (pipeline, request) =>
        pausePipeline({ store, clock }, { project, environment, pipeline }, { ...request, actor: ACTOR }),
      resume: (pipeline, request) =>
        resumePipeline({ store, clock }, { project, environment, pipeline }, { ...request, actor: ACTOR }),
      rollBack: (pipeline, request) =>
        rollBackPipeline({ store, clock }, { project, environment, pipeline }, { ...request, actor: ACTOR }),
      backfill: (pipeline, request) =>
        requestBackfill(
          { store, clock, random: createSystemRandom() },
          { project, environment, pipeline },
          { ...request, actor: ACTOR },
        ),
      changeCursor: (pipeline, request) =>
        changeCursor({ store, clock }, { project, environment, pipeline }, { ...request, actor: ACTOR }),
      changeBackfill: (id, change) =>
        changeBackfill({ store, clock }, { project, environment }, id, { ...change, actor: ACTOR }),
      restore: (pipeline) => restorePipeline({ store, clock }, { project, environment, pipeline }, ACTOR),
    },
  });
  return {
    async ask({ path: url, document }) {
      const answer = await server.inject(
        document === undefined
          ? { method: 'GET', url }
          : { method: 'POST', url, payload: document, headers: { 'content-type': 'application/json' } },
      );
      return { status: answer.statusCode, body: answer.json() };
    },
    async close() {
      await server.close();
      await jobLogs.close();
      await store.close();
    },
  };
}

/** The store with its path made absolute from the project's folder. */
export function storeSettings(root: string, settings: Settings): Settings['store']['value'] {
  const store = settings.store.value;
  return store.kind === 'sqlite' ? { ...store, path: path.resolve(root, store.path) } : store;
}
