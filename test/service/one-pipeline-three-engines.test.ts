import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bind, boundedArtefact, compileProject, CURSOR_BOUNDS, type Artefact } from '../../src/compiler/index.ts';
import { createChunjunEngine } from '../../src/runtime/engines/chunjun/index.ts';
import { createFlinkSqlEngine } from '../../src/runtime/engines/flink-sql/index.ts';
import { createFlinkxEngine } from '../../src/runtime/engines/flinkx/index.ts';
import { createSystemClock, createSystemRandom } from '../../src/runtime/observe/index.ts';
import type { Engine, LaunchRequest, Observation, Secrets } from '../../src/runtime/ports/index.ts';
import { keptLog, secretsOf } from '../support/launch-request.ts';
import { emptyHome, standInJavaHome, untilEnd } from '../support/launcher-jobs.ts';
import { stack } from '../support/stack.ts';
import { tempDir } from '../support/temp-dir.ts';

const { flink, mariadb } = await stack();
const clock = createSystemClock();
const random = createSystemRandom();
const database = `three_engines_${random.hex(8)}`;
const root = await tempDir();
afterAll(() => root[Symbol.asyncDispose]());

const ROWS = 3_000;
const COLUMNS = 'id, note, amount, day, updated_at, picture';

describe.skipIf(flink === undefined || mariadb === undefined)('one pipeline, its engine changed in one line', () => {
  if (flink === undefined || mariadb === undefined) return;
  let connection: Connection;
  const variables: Readonly<Record<string, string>> = {
    DB_HOST: mariadb.host,
    DB_PORT: String(mariadb.port),
    FLINK_URL: flink.rest,
    GATEWAY_URL: flink.gateway,
  };
  const secrets: Secrets = {
    ...secretsOf({ DB_PASSWORD: mariadb.password }),
    environment: (name) => variables[name],
  };
  const common = { secrets, clock, random, log: keptLog(), scrub: (line: string) => line };
  const environment = { ...process.env, JAVA_HOME: standInJavaHome };
  const engines: Readonly<Record<string, Engine>> = {
    'flink-sql': createFlinkSqlEngine(common),
    flinkx: createFlinkxEngine({ ...common, environment, workDir: join(root.path, 'flinkx-work') }),
    chunjun: createChunjunEngine({ ...common, environment, workDir: join(root.path, 'chunjun-work') }),
  };

  beforeAll(async () => {
    const { host, port, username: user, password } = mariadb;
    connection = await createConnection({ host, port, user, password, multipleStatements: true });
    await connection.query(`
      CREATE DATABASE ${database}; USE ${database};
      CREATE TABLE orders (id BIGINT PRIMARY KEY, note VARCHAR(60) CHARACTER SET utf8mb4, amount DECIMAL(18,2), day DATE, updated_at DATETIME(3), picture BLOB);
      CREATE TABLE ods_orders LIKE orders`);
    await insertOrders(1, ROWS);
    await writeProject(mariadb.username);
  });
  beforeEach(() => connection.query(`TRUNCATE ods_orders; DELETE FROM orders WHERE id > ${ROWS}`));
  afterAll(async () => {
    await connection.query(`DROP DATABASE IF EXISTS ${database}`);
    await connection.end();
  });

  test.each(Object.keys(engines))('%s moves every row of every type, then only the new ones', async (type) => {
    const first = await run(type, undefined);
    expect(first).toMatchObject({ state: 'succeeded', cursor: String(ROWS) });
    expect(await differences()).toBe(0);

    await insertOrders(ROWS + 1, ROWS + 10);
    expect(await differences()).toBe(10);
    const lines: string[] = [];
    const second = await run(type, first.cursor, lines);
    expect(second).toMatchObject({ state: 'succeeded', cursor: String(ROWS + 10) });
    if (second.metrics.rowsRead !== undefined) expect(second.metrics.rowsRead).toBe(10);
    expect(await differences()).toBe(0);
    expect(JSON.stringify([first, second, lines, common.log.lines])).not.toContain(mariadb.password);
  });

  test.each(Object.keys(engines))('%s reads the parts of a range of cursor values, each row once', async (type) => {
    const parts = [
      ['10', '20'],
      ['20', '35'],
    ] as const;
    for (const [after, until] of parts) {
      const end = await run(type, undefined, [], { [CURSOR_BOUNDS.after]: after, [CURSOR_BOUNDS.until]: until });
      expect(end).toMatchObject({ state: 'succeeded' });
      expect(end.cursor).toBeUndefined();
      const [rows] = await connection.query<RowDataPacket[]>(
        'SELECT MIN(id) AS a, MAX(id) AS b, COUNT(*) AS n FROM ods_orders',
      );
      expect([rows[0]?.['a'], rows[0]?.['b'], rows[0]?.['n']].map(Number)).toEqual([
        11,
        Number(until),
        Number(until) - 10,
      ]);
    }
  });

  async function run(
    type: string,
    cursor: string | undefined,
    lines: string[] = [],
    parameters?: Readonly<Record<string, string>>,
  ): Promise<Observation> {
    const compilation = await compileProject(join(root.path, 'project'), { engine: type });
    expect(compilation.diagnostics.filter((diagnostic) => diagnostic.severity === 'error')).toEqual([]);
    const artefact = formOf(compilation.pipelines[0]?.artefact, parameters);
    const engine = engines[type];
    if (artefact === undefined || engine === undefined) throw new Error(`nothing was compiled for ${type}`);
    const fireTime = clock.now();
    const job = bind(artefact, {
      fireTime,
      previousFireTime: fireTime,
      timeZone: 'UTC',
      cursor,
      parameters: parameters ?? {},
      environment: artefact.environment,
      pipeline: artefact.pipeline.name,
    });
    const request: LaunchRequest = { runId: random.id(fireTime), attempt: 1, fireTime, artefact, job, cursor };
    const ref = engine.reserve(request);
    await engine.submit(request, ref, (line) => lines.push(line));
    return untilEnd(engine, request, ref, lines);
  }

  /** With parameters that of a range. */
  function formOf(artefact: Artefact | undefined, parameters: object | undefined): Artefact | undefined {
    return artefact === undefined || parameters === undefined
      ? artefact
      : boundedArtefact(artefact, clock.now()).artefact;
  }

  /** Rows that are in one of the tables and not, exactly so, in the other. */
  async function differences(): Promise<number> {
    const [rows] = await connection.query<RowDataPacket[]>(`
      SELECT COUNT(*) AS n FROM (SELECT ${COLUMNS} FROM orders EXCEPT SELECT ${COLUMNS} FROM ods_orders
      UNION ALL (SELECT ${COLUMNS} FROM ods_orders EXCEPT SELECT ${COLUMNS} FROM orders)) AS either`);
    return Number(rows[0]?.['n']);
  }

  async function insertOrders(from: number, to: number): Promise<void> {
    await connection.query(`INSERT INTO orders SELECT seq, IF(seq % 10 = 0, NULL, CONCAT('订单 😀 \\' ', seq)), seq * 1234567.89,
      '2024-02-29' + INTERVAL seq DAY, '2024-05-01 10:00:00.123' + INTERVAL seq SECOND, UNHEX(LPAD(HEX(seq), 8, '0')) FROM seq_${from}_to_${to}`);
  }

  async function writeProject(username: string): Promise<void> {
    const flinkxHome = await emptyHome(join(root.path, 'flinkx'), 'syncplugins');
    const chunjunHome = await emptyHome(join(root.path, 'chunjun'), 'chunjun-dist');
    const files = {
      'sluice.yaml': `name: shop
edition: 2026
defaults: { timeZone: UTC, engine: flink-sql }
engines:
  flinkx: { type: flinkx, version: "1.11", mode: local, home: "${flinkxHome}" }
  chunjun: { type: chunjun, version: "1.16", mode: local, home: "${chunjunHome}" }
  flink-sql: { type: flink-sql, version: "1.20", url: "\${env:FLINK_URL}", gateway: "\${env:GATEWAY_URL}" }
`,
      ...Object.fromEntries(
        ['erp', 'ods'].map((name) => [
          `datasources/${name}.yaml`,
          `name: ${name}
type: mariadb
host: \${env:DB_HOST}
port: \${env:DB_PORT}
database: ${database}
username: ${username}
password: \${secret:env/DB_PASSWORD}
`,
        ]),
      ),
      'pipelines/orders.yaml': `name: orders-to-ods
schedule: manual
source:
  datasource: erp
  table: orders
  columns:
    - { name: id, type: bigint }
    - { name: note, type: string(60) }
    - { name: amount, type: "decimal(18,2)" }
    - { name: day, type: date }
    - { name: updated_at, type: timestamp(3) }
    - { name: picture, type: bytes }
  incremental: { column: id }
sink: { datasource: ods, table: ods_orders, mode: upsert, key: [id] }
`,
    };
    for (const [name, text] of Object.entries(files)) {
      const path = join(root.path, 'project', name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
  }
});
