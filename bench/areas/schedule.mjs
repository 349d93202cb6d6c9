import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MeasuredProcess, startDaemon } from '../support/daemon.mjs';
import { cloneDeployments } from '../support/clone-deployments.mjs';
import { generateSmallRuns } from '../support/generate-small-runs.mjs';
import { mariadb } from '../support/mariadb.mjs';
import { figure, percentile, show } from '../support/numbers.mjs';
import { mariadbPlace } from '../support/store-place.mjs';

const IDLE_HANDS = path.resolve(import.meta.dirname, '..', 'support', 'idle-hands.ts');
/** Pipelines that are there and not due, beside which the first is due. */
const MANY = 100_000;
/** Due at one second. */
const BURST = 5_000;
/** Fires a second, spread evenly, and for how many seconds. */
const STEADY = [
  { rate: 167, seconds: 60 },
  { rate: 500, seconds: 30 },
  { rate: 1_500, seconds: 20 },
];
/** How long before the first of them is due the daemon is started, in milliseconds. */
const LEAD_MS = 6_000;
const PATIENCE_MS = 180_000;
/** Between two looks whether all have ended: a look reads all runs, and is work for the server that is measured. */
const LOOK_MS = 2_000;
/** What xxl-job 2.5.0 was measured to take of the same work on a quiet machine of this kind. */
const XXL = {
  500: { p50: 152, p99: 340 },
  burstMissed: 2_737,
};
/** `cpuMs`: two cores, at 1,500 fires a second. */
const BUDGET = { startMs: 8_000, burstMs: 5_000, p50: 50, p99: 250, cpuMs: 2_000 / 1_500 };

/**
 * What becomes of many fires, on real MariaDB: each recorded, its run claimed, done (one row from a file into another) and its end
 * recorded. Pipelines that are copies of one in the store, so that nothing is compiled for it. Catch-up, so that whatever is late runs.
 */
export async function benchSchedule({ sizes, say = console.log } = {}) {
  const figures = {};
  const add = (name, value) => show(say, name, (figures[name] = value));
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sluice-bench-'));
  const server = await mariadb();
  if (server === undefined) return figures;
  const steady = sizes === undefined ? STEADY : sizes.map((rate) => ({ rate, seconds: 20 }));
  try {
    await generateSmallRuns(folder, 1, '{ cron: "0 0 0 1 1 ?", misfire: catch-up }', 'out/${pipeline}.csv');
    if (sizes === undefined) {
      await benchFirstFire(folder, server, add);
      await benchBurst(folder, server, add);
    }
    for (const { rate, seconds } of steady) await benchRate(folder, server, rate, seconds, add);
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
  return figures;
}

/** From the start of the process to a fire that was due all along, beside very many that are not. */
async function benchFirstFire(folder, server, add) {
  await inNewStore(folder, server, async (place) => {
    await cloneDeployments(place, MANY, () => 'unix_timestamp() * 1000 + 86400000 + seq');
    await cloneDeployments(place, 1, () => 'unix_timestamp() * 1000 - 1000', 'due');
    const daemon = startIdleHands(folder, place.env);
    const [run] = await daemon.until(async () => {
      const rows = await place.rows('select started_at as t from sluice_run where started_at is not null');
      return rows.length > 0 ? rows : undefined;
    });
    await daemon.stop();
    const budget = { name: `what it may take beside ${MANY} schedules`, value: BUDGET.startMs };
    add('start-to-first-run', figure(Number(run.t) - daemon.startedAt, 'ms', budget));
  });
}

async function benchBurst(folder, server, add) {
  await inNewStore(folder, server, async (place) => {
    const runs = await fireAll(folder, place, BURST, (due) => `${due}`);
    addWhole(add, `burst-${BURST}`, runs, BURST, `xxl-job's ${XXL.burstMissed} missed`);
    const last = Math.max(...runs.map(({ late }) => late));
    add(
      `burst-${BURST}-last-started`,
      figure(last, 'ms', { name: 'what it may take until the last has started', value: BUDGET.burstMs }),
    );
    const done = Math.max(...runs.map(({ done: ms }) => ms));
    add(`burst-${BURST}-last-done`, figure(done, 'ms', { name: 'the same', value: BUDGET.burstMs }));
  });
}

async function benchRate(folder, server, rate, seconds, add) {
  await inNewStore(folder, server, async (place) => {
    const count = rate * seconds;
    const before = await asked(place);
    const runs = await fireAll(folder, place, count, (due) => `${due} + floor(seq * ${1_000 / rate})`);
    const after = await asked(place);
    addWhole(add, `rate-${rate}`, runs, count, 'none');
    for (const kind of ['statements', 'transactions'])
      add(`rate-${rate}-${kind}-a-fire`, figure((after[kind] - before[kind]) / count, kind, { name: 'one', value: 1 }));
    for (const [who, ms] of Object.entries(runs.cpu))
      add(
        `rate-${rate}-${who}-cpu-a-fire`,
        figure(ms, 'ms', { name: 'what both have at 1,500/s', value: BUDGET.cpuMs }),
      );
    const late = runs.map((run) => run.late);
    const budget = XXL[rate] ?? { p50: BUDGET.p50, p99: BUDGET.p99 };
    const name = XXL[rate] === undefined ? 'what it may be' : 'xxl-job';
    add(`rate-${rate}-late-p50`, figure(percentile(late, 0.5), 'ms', { name, value: budget.p50 }));
    add(`rate-${rate}-late-p99`, figure(percentile(late, 0.99), 'ms', { name, value: budget.p99 }));
    const tookS = Math.max(...runs.map((run) => run.due + run.done)) - Math.min(...runs.map((run) => run.due));
    const achieved = (count / tookS) * 1_000;
    add(`rate-${rate}-achieved`, {
      ...figure(achieved, 'fires/s', { name: 'what was due', value: rate }),
      ratio: Math.round((rate / achieved) * 100) / 100,
    });
  });
}

/** What the server was asked for so far. */
async function asked(place) {
  const rows = await place.rows("show global status where variable_name in ('Questions', 'Com_commit')");
  const of = (name) => Number(rows.find(({ Variable_name: variable }) => variable === name)?.Value);
  return { statements: of('Questions'), transactions: of('Com_commit') };
}

/** Fires without a record, and records beyond one for each fire: none of either. */
function addWhole(add, name, runs, count, against) {
  const seen = new Set(runs.map(({ key }) => key));
  const wrong =
    count - seen.size + (runs.length - seen.size) + runs.filter(({ state }) => state !== 'succeeded').length;
  add(`${name}-lost-or-doubled`, { value: wrong, unit: 'fires', against: { name: against, value: 0 }, ratio: wrong });
}

/** Has all of them fire once, and answers what became of each, in milliseconds from when it was due. */
async function fireAll(folder, place, count, dueAt) {
  const due = Math.ceil((Date.now() + LEAD_MS + count / 20) / 1_000) * 1_000;
  await cloneDeployments(place, count, () => dueAt(due));
  const daemon = startIdleHands(folder, place.env);
  await sleep(Math.max(0, due - Date.now()));
  const until = Date.now() + PATIENCE_MS;
  const cpuOf = async () => ({ own: (await daemon.usage()).cpuMs, store: await place.cpuMs() });
  const before = await cpuOf();
  const cpu = {};
  try {
    await daemon.until(async () => {
      const [row] = await place.rows('select count(*) as n from sluice_run where finished_at is not null');
      if (Date.now() > until) throw new Error(`only ${row?.n} of ${count} fires have ended`);
      await sleep(LOOK_MS);
      return Number(row?.n) >= count;
    });
    for (const [who, ms] of Object.entries(await cpuOf())) cpu[who] = (ms - before[who]) / count;
    await daemon.stop();
  } catch (thrown) {
    await daemon.kill();
    throw thrown;
  }
  const rows = await place.rows(
    'select pipeline, fire_time as due, started_at as started, finished_at as finished, state from sluice_run',
  );
  const runs = rows.map((row) => ({
    key: `${row.pipeline} ${row.due}`,
    due: Number(row.due),
    late: Number(row.started) - Number(row.due),
    done: Number(row.finished) - Number(row.due),
    state: row.state,
  }));
  return Object.assign(runs, { cpu });
}

/** The runtime with an engine that has nothing to do, so that what is measured is ours. */
function startIdleHands(folder, env) {
  const prof = process.env.PROF ? ['--cpu-prof', '--cpu-prof-dir=/tmp/perf/sprof'] : [];
  return new MeasuredProcess([...prof, '--import', import.meta.resolve('tsx'), IDLE_HANDS, folder, '200'], folder, env);
}

/** A database in which the project's one pipeline is deployed. */
async function inNewStore(folder, server, work) {
  const place = await mariadbPlace(server);
  try {
    const daemon = startDaemon(folder, place.env, ['--roles', 'reconcile']);
    await daemon.until(
      async () => Number((await place.rows('select count(*) as n from sluice_deployment'))[0]?.n) === 1,
    );
    await daemon.stop();
    await work(place);
  } finally {
    await place.close();
  }
}
