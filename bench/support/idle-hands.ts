// A process of the runtime whose engine has nothing to do: what is left is the scheduler's and the executor's own work.
// Arguments: the project's folder, how many runs at once. The store is that of MYSQL_*, as for the daemon.
import { createStoreLease } from '../../src/runtime/leader/index.ts';
import { createJobLogs, createSystemClock, registerProcess } from '../../src/runtime/observe/index.ts';
import type { Engine, Log } from '../../src/runtime/ports/index.ts';
import { openStore, startRuntime, type StoreSettings } from '../../src/runtime/index.ts';

const [folder = '', concurrency = '200'] = process.argv.slice(2);
const { MYSQL_ADDRESS = '', MYSQL_DATABASE = '', MYSQL_USERNAME = '', MYSQL_PASSWORD = '' } = process.env;
const [host = '', port = ''] = MYSQL_ADDRESS.split(':');
const store: StoreSettings = {
  kind: 'mysql',
  host,
  port: Number(port),
  database: MYSQL_DATABASE,
  username: MYSQL_USERNAME,
  password: MYSQL_PASSWORD,
};
const clock = createSystemClock();
const stateDir = `${folder}/.sluice/idle-hands`;
const tell = (message: string, fields?: object): void => console.error(message, JSON.stringify(fields ?? {}));
const log: Log = { debug: () => {}, info: () => {}, warn: tell, error: tell, child: () => log };

const engine: Engine = {
  type: 'local',
  outlivesExecutor: false,
  pollMs: 100,
  reserve: ({ runId, attempt }) => ({ id: `${runId}-${attempt}` }),
  submit: async () => {},
  observe: async () => ({ state: 'succeeded', metrics: { rowsRead: 1, rowsWritten: 1 } }),
  stop: async () => {},
  look: async () => ({ jobs: [], reach: 'process' }),
  close: async () => {},
};

const executor = `bench:${process.pid}`;
const runtime = await startRuntime({
  projectRoot: folder,
  project: 'bench',
  environment: 'default',
  stateDir,
  store,
  lease: { kind: 'store' },
  bus: { kind: 'embedded', dir: `${stateDir}/bus` },
  roles: new Set(['schedule', 'execute']),
  compile: async () => {
    throw new Error('nothing is compiled here');
  },
  log,
  concurrency: Number(concurrency),
  executor,
  outside: {
    openStore: () => openStore(store, clock, log),
    lease: (leaseName, rows) =>
      createStoreLease({ store: rows, leaseName, holder: executor, ttlMs: 3_000, clock, log }),
    bus: () => ({ open: async () => [], publish: async () => {}, close: async () => {} }),
    source: () => {
      throw new Error('nothing is read here');
    },
    engines: () => ({ get: () => engine, close: async () => {} }),
    jobLogs: createJobLogs(stateDir, clock),
    register: await registerProcess(stateDir, executor),
  },
});
const ended = new Promise((resolve) => process.once('SIGTERM', resolve));
await ended;
await runtime[Symbol.asyncDispose]();
