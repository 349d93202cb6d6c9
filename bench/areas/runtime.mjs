import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MeasuredProcess, startDaemon } from '../support/daemon.mjs';
import { benchFailover } from '../support/failover.mjs';
import { generateSmallRuns } from '../support/generate-small-runs.mjs';
import { mariadb } from '../support/mariadb.mjs';
import { measureProcess, median } from '../support/measure-process.mjs';
import { benchReconcile } from '../support/reconcile.mjs';
import { benchOutbox } from '../support/outbox.mjs';
import { figure, percentile, show } from '../support/numbers.mjs';
import { mariadbPlace, sqlitePlace } from '../support/store-place.mjs';
import { benchWebhook } from '../support/webhook.mjs';

const SUPPORT = path.resolve(import.meta.dirname, '..', 'support');
const START_ROUNDS = 5;
const IDLE_SCHEDULES = 1_000;
const IDLE_MS = 15_000;
/** How exactly the moment of a record is known. */
const LOOK_MS = 10;
/** What an idle daemon may take. */
const IDLE_BUDGET = { cpuPercent: 1, rssMiB: 180 };

/**
 * The daemon as a whole process: its start to the first finished run, how late fires are recorded and started when
 * many are due at one second, what a run costs, what it takes while nothing is due, how soon a save is a row, how soon another
 * leads, and how fast events get to Kafka.
 */
export async function benchRuntime({ sizes = [100, 1000], say = console.log } = {}) {
  const figures = {};
  const add = (name, value) => show(say, name, (figures[name] = value));
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sluice-bench-'));
  const server = await mariadb();
  try {
    await benchStart(path.join(folder, 'start'), add);
    for (const size of sizes) {
      await benchLateness(path.join(folder, `sqlite-${size}`), size, sqlitePlace, add);
      if (server) await benchLateness(path.join(folder, `mariadb-${size}`), size, () => mariadbPlace(server), add);
    }
    await benchIdle(path.join(folder, 'idle'), add);
    await benchReconcile(path.join(folder, 'reconcile'), add);
    if (server) await benchWebhook(path.join(folder, 'webhook'), () => mariadbPlace(server), add);
    await benchFailover(path.join(folder, 'failover'), add);
    await benchOutbox(path.join(folder, 'outbox'), add);
  } finally {
    await server?.close();
    await rm(folder, { recursive: true, force: true });
  }
  return figures;
}

/** From the start of the process to the end of its first run; compiled before, nothing else kept. */
async function benchStart(folder, add) {
  await generateSmallRuns(folder, 1, '{ every: 1h }');
  const place = sqlitePlace(folder);
  const times = [];
  const floors = [];
  for (let round = 0; round <= START_ROUNDS; round += 1) {
    await rm(path.join(folder, '.sluice', 'state'), { recursive: true, force: true });
    const daemon = startDaemon(folder);
    const [run] = await daemon.until(async () =>
      found(await place.rows('select finished_at as t from sluice_run where finished_at is not null')),
    );
    await daemon.stop();
    const floor = await measureProcess([path.join(SUPPORT, 'floor-store.mjs'), path.join(folder, 'floor.db')]);
    if (round === 0) continue; // fills the compiler's and the kernel's caches; not counted
    times.push(Number(run.t) - daemon.startedAt);
    floors.push(floor.wallMs);
  }
  add(
    'start-to-first-finished-run',
    figure(median(times), 'ms', { name: 'bare script, one row', value: median(floors) }),
  );
}

/** All of `size` pipelines are due at the same second, once. */
async function benchLateness(folder, size, placeOf, add) {
  const due = Math.ceil((Date.now() + 6_000 + size * 12) / 1_000) * 1_000;
  await generateSmallRuns(folder, size, `{ at: "${new Date(due).toISOString()}" }`);
  const place = await placeOf(folder);
  const daemon = startDaemon(folder, place.env);
  try {
    await daemon.until(
      async () => Number((await place.rows('select count(*) as n from sluice_deployment'))[0]?.n) === size,
    );
    if (Date.now() > due) throw new Error(`${size} pipelines were not deployed in time`);
    await sleep(Math.max(0, due - Date.now()));
    const recorded = await watchRecords(place, due, size);
    await daemon.until(async () => {
      const [row] = await place.rows("select count(*) as n from sluice_run where state = 'succeeded'");
      return Number(row?.n) === size;
    });
    const runs = await place.rows('select started_at as started, finished_at as finished from sluice_run');
    await daemon.stop();
    const floor = { name: `${size} single-row transactions`, value: await place.insertOneByOne(size) };
    const started = runs.map((run) => Number(run.started) - due);
    for (const [step, late] of Object.entries({ recorded, started })) {
      add(`${step}-late-${place.name}-${size}-p50`, figure(percentile(late, 0.5), 'ms', floor));
      add(`${step}-late-${place.name}-${size}-p99`, figure(percentile(late, 0.99), 'ms', floor));
    }
    const last = Math.max(...runs.map((run) => Number(run.finished)));
    add(
      `run-overhead-${place.name}-${size}`,
      figure((last - due) / size, 'ms/run', { name: 'one such transaction', value: floor.value / size }),
    );
  } finally {
    await place.close();
  }
}

/** How late each record could be seen by another connection: what the daemon says of itself is not asked. */
async function watchRecords(place, due, size) {
  const late = [];
  while (late.length < size) {
    const [row] = await place.rows('select count(*) as n from sluice_run');
    const now = Date.now() - due;
    while (late.length < Number(row?.n ?? 0)) late.push(now);
    if (now > 300_000) throw new Error(`${late.length} of ${size} fires are on record after ${now} ms`);
    await sleep(LOOK_MS);
  }
  return late;
}

/** Many schedules and nothing due. */
async function benchIdle(folder, add) {
  await generateSmallRuns(folder, IDLE_SCHEDULES, '{ cron: "0 0 0 1 1 ?" }');
  const place = sqlitePlace(folder);
  const daemon = startDaemon(folder);
  await daemon.until(
    async () => Number((await place.rows('select count(*) as n from sluice_deployment'))[0]?.n) === IDLE_SCHEDULES,
  );
  await daemon.until(
    async () =>
      Number((await place.rows('select count(*) as n from sluice_event where published_at is null'))[0]?.n) === 0,
  );
  await mkdir(path.join(folder, 'floor'), { recursive: true });
  const floor = new MeasuredProcess(
    [path.join(SUPPORT, 'floor-idle.mjs'), path.join(folder, 'floor', 'idle.db')],
    folder,
  );
  await sleep(5_000);
  const [before, floorBefore] = [await daemon.usage(), await floor.usage()];
  await sleep(IDLE_MS);
  const [after, floorAfter] = [await daemon.usage(), await floor.usage()];
  await daemon.stop();
  await floor.stop();
  const percent = (from, to) => ((to.cpuMs - from.cpuMs) / IDLE_MS) * 100;
  add('idle-cpu', figure(percent(before, after), '%', { name: 'what it may take', value: IDLE_BUDGET.cpuPercent }));
  add('idle-rss', figure(after.rssMiB, 'MiB', { name: 'what it may take', value: IDLE_BUDGET.rssMiB }));
  add(
    'idle-rss-over-floor',
    figure(after.rssMiB, 'MiB', {
      name: `idle Node with SQLite, ${percent(floorBefore, floorAfter).toFixed(2)} % CPU`,
      value: floorAfter.rssMiB,
    }),
  );
}

function found(rows) {
  return rows.length > 0 ? rows : undefined;
}
