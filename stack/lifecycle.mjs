import { setTimeout as sleep } from 'node:timers/promises';
import { jars } from './jars.mjs';
import { isRunning } from './process-identity.mjs';
import { startFlink } from './services/flink.mjs';
import { startFlinkSession } from './services/flink-session.mjs';
import { startKafka } from './services/kafka.mjs';
import { startMariadb } from './services/mariadb.mjs';
import { startMysql } from './services/mysql.mjs';
import { startRedis } from './services/redis.mjs';
import { startYarn } from './services/yarn.mjs';
import { createState, isStale, readState, removeStale, removeState, writeState } from './state.mjs';

/** The SQL server is MariaDB, or a real MySQL where `SLUICE_TEST_SQL=mysql` asks for it; to who uses it they are one service. */
const startSql = process.env['SLUICE_TEST_SQL'] === 'mysql' ? startMysql : startMariadb;
const services = { mariadb: startSql, redis: startRedis, kafka: startKafka, flink: startFlink };

/** Clusters of older Flinks and of YARN, for the tests of FlinkX and ChunJun: started only when they are named. */
const onDemand = {
  'flink-1.11': startFlinkSession('1.11'),
  'flink-1.16': startFlinkSession('1.16'),
  yarn: startYarn,
};

/** Names of the services that a stack has when none are named. */
export const serviceNames = Object.keys(services);

/** Names of all services that a stack can have. */
export const knownServices = [...serviceNames, ...Object.keys(onDemand)];

/**
 * Brings stack `id` up, all its services at once, and returns its state. One that is up already is returned as it
 * is; one of which a process has died is taken down first. A service that cannot be had is named in `unavailable`
 * with the reason and does not keep the others from starting. Once `signal` is aborted, nothing more is started.
 */
export async function bringUp({ id, owner, only = serviceNames, report, signal }) {
  const cleaned = await removeStale();
  if (cleaned.length > 0) report(`cleaned up after a killed run (${cleaned.join(', ')})`);
  let waiting = false;
  for (;;) {
    const known = readState(id);
    if (known !== undefined && known.phase === 'up') {
      const dead = known.processes.filter((one) => !isRunning(one));
      if (dead.length === 0 && only.every((name) => known.endpoints[name] !== undefined)) return known;
      const why = dead.length > 0 ? `${dead.map((one) => one.name).join(', ')} died` : 'services are missing';
      report(`${why}: starting anew`);
      await removeState(known);
    } else if (known !== undefined && isStale(known)) {
      await removeState(known);
    }
    const state = createState(id, owner);
    if (state !== undefined) return boot(state, only, report, signal);
    if (!waiting) report(`another process is bringing the stack "${id}" up: waiting for it`);
    waiting = true;
    await sleep(500, undefined, { signal });
  }
}

async function boot(state, only, report, signal) {
  const began = Date.now();
  const seconds = () => `${((Date.now() - began) / 1000).toFixed(1)} s`;
  let fetched;
  const run = {
    folder: state.folder,
    report,
    signal,
    /** Kafka and Flink share one fetch. */
    jars: () => (fetched ??= jars(report, signal)),
    remember(identity) {
      state.processes.push(identity);
      writeState(state);
    },
  };
  report(`starting ${only.join(', ')}`);
  await Promise.all(
    only.map(async (name) => {
      try {
        state.endpoints[name] = await { ...services, ...onDemand }[name](run);
        report(`${name} is up after ${seconds()}`);
      } catch (error) {
        state.unavailable[name] = error.message;
        if (signal.aborted) return;
        report(`${name} IS NOT AVAILABLE: ${error.message}`);
      }
    }),
  );
  // Attempts that lost their port to somebody else are not part of the stack.
  state.processes = state.processes.filter(isRunning);
  state.phase = 'up';
  writeState(state);
  return state;
}

/** Takes stack `id` down and removes its data; false when there is none. */
export async function takeDown(id) {
  const state = readState(id);
  if (state === undefined) return false;
  await removeState(state);
  return true;
}
