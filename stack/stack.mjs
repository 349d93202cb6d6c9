#!/usr/bin/env node
// npm run stack up|down|status: the real services the tests use, for a developer's own hands.
import { parseArgs } from 'node:util';
import { bringUp, knownServices, serviceNames, takeDown } from './lifecycle.mjs';
import { isRunning, stopProcess } from './process-identity.mjs';
import { endCommands } from './run-command.mjs';
import { readState, stateFile } from './state.mjs';

const usage = `Usage: npm run stack up|down|status -- [--output text|json] [--only ${knownServices.join(',')}]
Private MariaDB, Redis, Kafka and Flink on free loopback ports; flink-1.11, flink-1.16 and yarn only where they are named. A test run has its own and never touches this one.`;

// --id and --owner are for the test harness: a stack of its own that is cleaned up when its owner was killed.
const { values, positionals } = readArguments();
const [verb = 'status'] = positionals;
const id = values.id;
const report = (line) => console.error(`stack: ${line}`);

const verbs = { up, down, status };
if (verbs[verb] === undefined || values.help) {
  console.error(usage);
  process.exit(values.help ? 0 : 64);
}
process.exitCode = await verbs[verb]();

async function up() {
  const only = values.only?.split(',') ?? serviceNames;
  const unknown = only.filter((name) => !knownServices.includes(name));
  if (unknown.length > 0) {
    console.error(`no such service: ${unknown.join(', ')}\n${usage}`);
    return 64;
  }
  const owner = values.owner === undefined ? undefined : Number(values.owner);
  const abort = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => abandon(abort, signal));
  const state = await bringUp({ id, owner, only, report, signal: abort.signal });
  if (abort.signal.aborted) {
    await takeDown(id);
    return 130;
  }
  show(state);
  return Object.keys(state.unavailable).length > 0 ? 1 : 0;
}

/** Makes every service that is starting fail; when all have, what did start is taken down. */
async function abandon(abort, signal) {
  if (abort.signal.aborted) return;
  report(`${signal}: taking down what was started`);
  abort.abort();
  endCommands();
  await Promise.all((readState(id)?.processes ?? []).map((one) => stopProcess(one)));
}

async function down() {
  report((await takeDown(id)) ? 'everything is stopped and removed' : 'nothing was up');
  return 0;
}

function status() {
  const state = readState(id);
  if (state === undefined) {
    if (values.output === 'json') console.log(JSON.stringify({ formatVersion: '1.0', phase: 'down' }));
    else console.log('down');
    return 1;
  }
  show(state);
  return state.processes.every(isRunning) && Object.keys(state.unavailable).length === 0 ? 0 : 1;
}

function show(state) {
  const processes = state.processes.map((one) => ({ ...one, running: isRunning(one) }));
  if (values.output === 'json') {
    console.log(JSON.stringify({ ...state, processes, file: stateFile(state.id) }, undefined, 2));
    return;
  }
  const { mariadb, redis, kafka, flink } = state.endpoints;
  const rows = [
    ['phase', state.phase],
    ['MariaDB', mariadb && `mysql://${mariadb.username}:${mariadb.password}@${mariadb.host}:${mariadb.port}`],
    ['Redis', redis && `redis://:${redis.password}@${redis.host}:${redis.port}`],
    ['Kafka', kafka?.brokers.join(',')],
    ['Flink REST', flink?.rest],
    ['SQL gateway', flink?.gateway],
    ['Flink 1.11', state.endpoints['flink-1.11']?.rest],
    ['Flink 1.16', state.endpoints['flink-1.16']?.rest],
    ['YARN', state.endpoints['yarn']?.resourceManager],
    ['data, logs', state.folder],
  ];
  for (const [name, value] of rows) if (value !== undefined) console.log(`${name.padEnd(12)} ${value}`);
  for (const one of processes) if (!one.running) console.log(`${one.name} (pid ${one.pid}) HAS DIED`);
  for (const [name, reason] of Object.entries(state.unavailable)) {
    console.log(`${name} IS NOT AVAILABLE: ${reason.split('\n')[0]}`);
  }
}

function readArguments() {
  const text = { type: 'string' };
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        id: { ...text, default: 'dev' },
        owner: text,
        only: text,
        output: { ...text, default: 'text' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    console.error(`${error.message}\n${usage}`);
    process.exit(64);
  }
}
