import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDaemon } from './daemon.mjs';
import { generateSmallRuns } from './generate-small-runs.mjs';
import { mariadbAt } from './mariadb.mjs';
import { figure, percentile } from './numbers.mjs';
import { stackServices } from './stack-services.mjs';
import { mariadbPlace } from './store-place.mjs';

const ROUNDS = 6;
/** What the next leader may take to begin. */
const BUDGET_MS = { killed: 5_000, 'handed-over': 200 };
/** How exactly the moment is known. */
const LOOK_MS = 5;
/** Longer than a lease lasts: whoever starts meanwhile stands by. */
const SETTLED_MS = 3_500;

/**
 * From the end of a leader to the beginning of the next one, on MariaDB, by the lease in Redis and by the store's row:
 * killed with -9, and told to stop. Two daemons with default settings, looked at from outside.
 */
export async function benchFailover(folder, add) {
  const { endpoints, close } = await stackServices('failover', ['mariadb', 'redis']);
  try {
    if (endpoints.mariadb === undefined || endpoints.redis === undefined) {
      console.error('MARIADB OR REDIS IS NOT AVAILABLE: the figures of failover are left out');
      return;
    }
    await generateSmallRuns(folder, 1, '{ every: 1h }');
    const { host, port, password } = endpoints.redis;
    const redis = { REDIS_HOST: host, REDIS_PORT: String(port), REDIS_PASSWORD: password };
    for (const [lease, env] of Object.entries({ redis, store: {} })) {
      const place = await mariadbPlace(mariadbAt(endpoints.mariadb, close));
      try {
        const times = await failovers(folder, { ...place, env: { ...place.env, ...env } });
        for (const [how, budget] of Object.entries(BUDGET_MS)) {
          const against = { name: 'what it may take', value: budget };
          add(`leader-${how}-${lease}-p50`, figure(percentile(times[how], 0.5), 'ms', against));
          add(`leader-${how}-${lease}-max`, figure(Math.max(...times[how]), 'ms', against));
        }
      } finally {
        await place.close();
      }
    }
  } finally {
    await close();
  }
}

/** Milliseconds of each round, by how the leader ended. */
async function failovers(folder, place) {
  const times = { killed: [], 'handed-over': [] };
  let started = 0;
  const start = async () => {
    const state = path.join(folder, `state-${(started += 1)}`);
    await rm(state, { recursive: true, force: true });
    return startDaemon(folder, place.env, ['--state-dir', state]);
  };
  const fence = async () =>
    Number((await place.rows("select fence as n from sluice_lease where name like 'leader:%'"))[0]?.n ?? 0);
  let leader = await start();
  await leader.until(fence);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const how of Object.keys(times)) {
      const next = await start();
      await sleep(SETTLED_MS);
      const before = await fence();
      const began = performance.now();
      const ended = how === 'killed' ? leader.kill() : leader.stop();
      while ((await fence()) <= before) {
        if (performance.now() - began > 60_000) throw new Error(`nobody leads after a leader was ${how}`);
        await sleep(LOOK_MS);
      }
      times[how].push(performance.now() - began);
      await ended;
      leader = next;
    }
  }
  await leader.stop();
  return times;
}
