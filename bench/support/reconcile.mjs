import { readFile, rename, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServingDaemon } from './daemon.mjs';
import { fileOf, generateRepository, nameOf } from './generate-repository.mjs';
import { mariadbAt } from './mariadb.mjs';
import { figure, percentile } from './numbers.mjs';
import { stackServices } from './stack-services.mjs';
import { mariadbPlace } from './store-place.mjs';

const SIZES = [100, 10_000];
const SAVES = 40;
const LOOK_MS = 2;
const IDLE_MS = 20_000;
/** After so many seconds without a change the compiler's thread goes. */
const COMPILER_IDLE_S = 5;
const BUDGET = { savedMs: 500, firstMs: 10_000, unchangedMs: 1_000, cpuPercent: 1, rssMiB: 180 };

/**
 * What it costs to keep the rows what the files say, on real MariaDB with the lease in real Redis: the first time, when nothing has
 * changed, from a save to the row, and while nobody does anything.
 */
export async function benchReconcile(folder, add, sizes = SIZES) {
  const { endpoints, close } = await stackServices('reconcile', ['mariadb', 'redis']);
  try {
    if (endpoints.mariadb === undefined || endpoints.redis === undefined) {
      console.error('MARIADB OR REDIS IS NOT AVAILABLE: the figures of reconciling are left out');
      return;
    }
    const { host, port, password } = endpoints.redis;
    const redis = { REDIS_HOST: host, REDIS_PORT: String(port), REDIS_PASSWORD: password };
    for (const size of sizes) {
      const place = await mariadbPlace(mariadbAt(endpoints.mariadb, close));
      try {
        await benchSize(
          path.join(folder, `reconcile-${size}`),
          size,
          { ...place, env: { ...place.env, ...redis } },
          add,
        );
      } finally {
        await place.close();
      }
    }
  } finally {
    await close();
  }
}

async function benchSize(folder, size, place, add) {
  await generateRepository(folder, size);
  const rows = async () => Number((await place.rows('select count(*) as n from sluice_deployment'))[0]?.n ?? 0);
  const env = { ...place.env, SLUICE_COMPILER_IDLE: String(COMPILER_IDLE_S) };
  const daemon = await startServingDaemon(folder, env, ['--roles', 'reconcile,schedule,execute,relay,http']);
  try {
    await daemon.until(async () => (await rows()) === size);
    const first = Date.now() - daemon.startedAt;
    add(`first-reconcile-${size}`, figure(first, 'ms', { name: 'what it may take', value: BUDGET.firstMs }));
    await daemon.until(async () => (await reconciled(place)) === 'synced');
    const floor = await saveFloor(place, folder);
    const saves = await saveAgainAndAgain(folder, size, place);
    const against = { name: 'what it may take', value: BUDGET.savedMs };
    add(`save-to-row-${size}-p50`, figure(percentile(saves, 0.5), 'ms', against));
    add(`save-to-row-${size}-p99`, figure(percentile(saves, 0.99), 'ms', against));
    add(
      `save-to-row-${size}-over-floor`,
      figure(percentile(saves, 0.5), 'ms', { name: 'one such transaction', value: floor }),
    );
    const { ms, written } = await reconcileUnchanged(folder, place, daemon);
    add(`no-change-reconcile-${size}`, figure(ms, 'ms', { name: 'what it may take', value: BUDGET.unchangedMs }));
    add(`no-change-rows-written-${size}`, {
      value: written,
      unit: 'rows',
      against: { name: 'none', value: 0 },
      ratio: written,
    });
    await settled(daemon, place);
    await sleep((COMPILER_IDLE_S + 20) * 1_000);
    const { rssMiB } = await daemon.usage();
    add(`idle-rss-${size}-after-deploying`, figure(rssMiB, 'MiB', { name: 'what it may take', value: BUDGET.rssMiB }));
  } finally {
    await daemon.kill();
  }
  await benchIdle(folder, size, { ...place, env }, add);
}

async function reconciled(place) {
  return (await place.rows('select state from sluice_source_status'))[0]?.state;
}

/** Milliseconds that one committed row takes here. */
async function saveFloor(place) {
  const began = performance.now();
  const ms = await place.insertOneByOne(200);
  return Math.max(ms / 200, (performance.now() - began) / 1e6);
}

/** As an editor that writes beside and renames; one after the other, each seen as a row before the next. */
async function saveAgainAndAgain(folder, size, place) {
  const times = [];
  for (let round = 0; round <= SAVES; round += 1) {
    const index = (round * 7) % size;
    const file = path.join(folder, fileOf(index));
    const digest = async () =>
      (
        await place.query('select artefact_digest as d from sluice_deployment where pipeline = ?', [nameOf(index)])
      )[0][0]?.d;
    const before = await digest();
    const text = await readFile(file, 'utf8');
    await writeFile(`${file}.tmp`, text.replace(/^description: .*$/m, `description: "round ${round} ${Date.now()}"`));
    const began = performance.now();
    await rename(`${file}.tmp`, file);
    while ((await digest()) === before) {
      if (performance.now() - began > 60_000) throw new Error(`a save of ${file} did not become a row`);
      await sleep(LOOK_MS);
    }
    // the first one of a large project compiles everything
    if (round > 0) times.push(performance.now() - began);
    await sleep(300);
  }
  return times;
}

/** A file that was touched and holds what it held: how long the daemon says that it took, and what it wrote. */
async function reconcileUnchanged(folder, place, daemon) {
  await place.query('set global userstat = 1').catch(() => undefined);
  const before = [await changedRows(place), await reconciliations(daemon)];
  const now = new Date();
  await utimes(path.join(folder, fileOf(0)), now, now);
  let after;
  do {
    await sleep(50);
    after = await reconciliations(daemon);
  } while (after.count === before[1].count);
  await sleep(1_000);
  return { ms: (after.seconds - before[1].seconds) * 1_000, written: (await changedRows(place)) - before[0] };
}

/** Rows changed so far, but for heartbeats: the lease, and that a process is there. */
async function changedRows(place) {
  const [row] = await place.rows(
    "select coalesce(sum(rows_changed), 0) as n from information_schema.table_statistics where table_schema = database() and table_name not in ('sluice_lease', 'sluice_process')",
  );
  return Number(row?.n ?? 0);
}

async function reconciliations(daemon) {
  const text = await daemon.get('/metrics');
  const sum = (name) =>
    text
      .split('\n')
      .filter((line) => line.startsWith(`sluice_reconcile_duration_seconds_${name}{`))
      .reduce((total, line) => total + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
  return { count: sum('count'), seconds: sum('sum') };
}

/** A daemon that finds everything as it is to be, with all drivers but Kafka's loaded. */
async function benchIdle(folder, size, place, add) {
  const daemon = await startServingDaemon(folder, place.env, ['--roles', 'reconcile,schedule,execute,relay,http']);
  try {
    await daemon.until(async () => {
      const text = await daemon.get('/metrics').catch(() => '');
      return /^sluice_reconcile_duration_seconds_count\{[^}]*synced[^}]*\} [1-9]/m.test(text);
    });
    await settled(daemon, place);
    await sleep((COMPILER_IDLE_S + 5) * 1_000);
    const before = await daemon.usage();
    await sleep(IDLE_MS);
    const after = await daemon.usage();
    const percent = ((after.cpuMs - before.cpuMs) / IDLE_MS) * 100;
    add(`idle-cpu-${size}-mariadb-redis`, figure(percent, '%', { name: 'what it may take', value: BUDGET.cpuPercent }));
    add(
      `idle-rss-${size}-mariadb-redis`,
      figure(after.rssMiB, 'MiB', { name: 'what it may take', value: BUDGET.rssMiB }),
    );
  } finally {
    await daemon.kill();
  }
}

async function settled(daemon, place) {
  const waiting = 'select count(*) as n from sluice_event where published_at is null';
  await daemon.until(async () => Number((await place.rows(waiting))[0]?.n) === 0);
}
