import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { mariadb } from '../support/mariadb.mjs';
import { median } from '../support/measure-process.mjs';
import { rate, show } from '../support/numbers.mjs';
import { COLUMNS, NAMES, typedRows } from '../support/typed-rows.mjs';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const CLI = path.join(ROOT, 'dist', 'cli', 'main.js');
const FLOOR = path.join(ROOT, 'bench', 'support', 'floor-local.mjs');
const ROUNDS = 5;

/**
 * Rows a second of the local engine, from the start of a run to its recorded end, beside a bare script that moves the
 * same rows with the same drivers in the same round.
 */
export async function benchLocal({ sizes = [100_000], say = console.log } = {}) {
  const figures = {};
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sluice-bench-'));
  const server = await mariadb();
  try {
    for (const size of sizes) {
      const database = await server?.database();
      try {
        const project = path.join(folder, String(size));
        const moves = await prepare(project, size, server, database);
        for (const [name, rounds] of Object.entries(await measure(moves))) {
          const ours = (size / median(rounds.map(({ run }) => run))) * 1_000;
          const floor = (size / median(rounds.map(({ floor: ms }) => ms))) * 1_000;
          const figure = rate(ours, { name: 'bare script, same drivers', value: floor });
          show(say, `${name}-${size}`, (figures[`${name}-${size}`] = figure));
        }
      } finally {
        await database?.drop();
      }
    }
  } finally {
    await server?.close();
    await rm(folder, { recursive: true, force: true });
  }
  return figures;
}

/** Interleaved, so that a busy minute hits both; the first round warms and is not counted. */
async function measure(moves) {
  const rounds = Object.fromEntries(Object.keys(moves).map((name) => [name, []]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [name, { run, floor }] of Object.entries(moves)) {
      const both = { floor: await floor(), run: await run() };
      if (round > 0) rounds[name].push(both);
    }
  }
  return rounds;
}

async function prepare(project, size, server, database) {
  for (const name of ['pipelines', 'datasources', 'data']) await mkdir(path.join(project, name), { recursive: true });
  const file = (name, text) => writeFile(path.join(project, name), text);
  await file('data/orders.csv', `${NAMES.join(',')}\n${[...typedRows(size)].map((row) => row.join(',')).join('\n')}\n`);
  await file(
    'sluice.yaml',
    'name: bench\nedition: 2026\ndefaults: { engine: here, timeZone: UTC }\nengines:\n  here: { type: local }\n',
  );
  await file('datasources/files.yaml', 'name: files\ntype: file\npath: data\n');
  await file('datasources/lite.yaml', 'name: lite\ntype: sqlite\npath: data/orders.db\n');
  await file(
    'pipelines/csv-to-sqlite.yaml',
    pipeline(
      'csv-to-sqlite',
      '{ datasource: files, path: orders.csv',
      '{ datasource: lite, table: orders, mode: overwrite }',
    ),
  );
  await file(
    'pipelines/sqlite-to-parquet.yaml',
    pipeline(
      'sqlite-to-parquet',
      '{ datasource: lite, table: orders',
      '{ datasource: files, path: orders.parquet, mode: overwrite }',
    ),
  );
  const at = (name) => path.join(project, 'data', name);
  const floor = async (mode, from, to, env = {}) => Number((await node([FLOOR, mode, from, to], project, env)).trim());
  const moves = {
    'csv-to-sqlite': {
      run: () => sluiceRun('csv-to-sqlite', project),
      floor: async () => {
        await rm(at('floor.db'), { force: true });
        return floor('csv-to-sqlite', at('orders.csv'), at('floor.db'));
      },
    },
    'sqlite-to-parquet': {
      run: () => sluiceRun('sqlite-to-parquet', project),
      floor: () => floor('sqlite-to-parquet', at('floor.db'), at('floor.parquet')),
    },
  };
  if (server === undefined || database === undefined) return moves;
  return { ...moves, 'mysql-to-mysql': await mysqlMove(project, size, server, database, { file, floor }) };
}

async function mysqlMove(project, size, server, { name, connection }, { file, floor }) {
  await connection.query(
    'create table orders (id bigint primary key, amount decimal(14,2), updated_at datetime(3), note varchar(40), paid boolean, weight double)',
  );
  for (const table of ['orders_run', 'orders_floor']) await connection.query(`create table ${table} like orders`);
  let rows = [];
  for (const row of typedRows(size)) {
    rows.push([...row.slice(0, 4), row[4] === 'true' ? 1 : 0, row[5]]);
    if (rows.length === 1_000 || Number(row[0]) === size) {
      await connection.query('insert into orders values ?', [rows]);
      rows = [];
    }
  }
  const { host, port, user, password } = server;
  await file(
    'datasources/maria.yaml',
    `name: maria\ntype: mariadb\nhost: ${host}\nport: ${port}\ndatabase: ${name}\nusername: ${user}\npassword: \${secret:env/BENCH_PASSWORD}\n`,
  );
  await file(
    'pipelines/mysql-to-mysql.yaml',
    pipeline(
      'mysql-to-mysql',
      '{ datasource: maria, table: orders',
      '{ datasource: maria, table: orders_run, mode: append }',
    ),
  );
  const settings = JSON.stringify({ host, port, user, password, database: name });
  return {
    run: async () => {
      await connection.query('truncate table orders_run');
      return sluiceRun('mysql-to-mysql', project, { BENCH_PASSWORD: password });
    },
    floor: async () => {
      await connection.query('truncate table orders_floor');
      return floor('mysql-to-mysql', 'orders', 'orders_floor', { SLUICE_BENCH_MYSQL: settings });
    },
  };
}

function pipeline(name, source, sink) {
  const columns = COLUMNS.trim()
    .split('\n')
    .map((line) => line.trim().replace(/^- /, ''))
    .join(', ');
  return `name: ${name}\nschedule: manual\nsource: ${source}, columns: [${columns}] }\nsink: ${sink}\n`;
}

/** Milliseconds of a run by its own record. */
async function sluiceRun(name, project, env = {}) {
  const run = JSON.parse(await node([CLI, 'run', name, '--output', 'json', '--quiet'], project, env));
  if (run.state !== 'succeeded') throw new Error(`${name} ended as ${run.state}: ${JSON.stringify(run.reason)}`);
  return Date.parse(run.finishedAt) - Date.parse(run.startedAt);
}

function node(args, cwd, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: '1', ...env },
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (errors += data));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${args.join(' ')} ended with ${code}\n${output}${errors}`)),
    );
  });
}
