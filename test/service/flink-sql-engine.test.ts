import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Template } from '../../src/compiler/index.ts';
import { createFlinkSqlEngine } from '../../src/runtime/engines/flink-sql/index.ts';
import { createFlinkRest } from '../../src/runtime/flink/index.ts';
import { createSystemClock, createSystemRandom } from '../../src/runtime/observe/index.ts';
import type { Engine, EngineRef, LaunchRequest, Observation } from '../../src/runtime/ports/index.ts';
import { answeringServer } from '../support/answering-server.ts';
import { keptLog, launchRequest, secretHole, secretsOf } from '../support/launch-request.ts';
import { privateServices } from '../support/private-service.ts';
import { stack } from '../support/stack.ts';

const { flink, mariadb } = await stack();
const clock = createSystemClock();
const random = createSystemRandom();
const database = `flink_sql_engine_${random.hex(8)}`;
const log = keptLog();

describe.skipIf(flink === undefined || mariadb === undefined)('engine flink-sql on a real cluster', () => {
  if (flink === undefined || mariadb === undefined) return;
  const addresses = { url: flink.rest, gateway: flink.gateway };
  const rest = createFlinkRest({ url: flink.rest, clock });
  const engine = engineWith({ DB_PASSWORD: mariadb.password, WRONG_PASSWORD: 'not-the-passw0rd' });
  let connection: Connection;

  beforeAll(async () => {
    const { host, port, username: user, password } = mariadb;
    connection = await createConnection({ host, port, user, password, multipleStatements: true });
    await connection.query(`
      CREATE DATABASE ${database}; USE ${database};
      CREATE TABLE orders (id INT PRIMARY KEY, note VARCHAR(40) CHARACTER SET utf8mb4, amount DECIMAL(12,2));
      CREATE TABLE ods_orders LIKE orders;
      INSERT INTO orders SELECT seq, CONCAT('订单 😀 ', seq), seq / 4 FROM seq_1_to_1000`);
  });
  afterAll(async () => {
    await connection.query(`DROP DATABASE IF EXISTS ${database}`);
    await connection.end();
    await engine.close();
  });

  const table = (name: string, password = 'DB_PASSWORD'): Template => ({
    $text: [
      `CREATE TEMPORARY TABLE ${name} (id INT, note STRING, amount DECIMAL(12,2), PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'jdbc', ` +
        `'url' = 'jdbc:mysql://${mariadb.host}:${mariadb.port}/${database}?permitMysqlScheme', 'driver' = 'org.mariadb.jdbc.Driver', ` +
        `'table-name' = '${name}', 'username' = '${mariadb.username}', 'password' = '`,
      { hole: { kind: 'secret', provider: 'env', name: password }, escape: 'sql-string' },
      "')",
    ],
  });
  const batch = { 'execution.runtime-mode': 'batch' };
  const launch = (template: Template, engineConfig: Readonly<Record<string, Template>> = addresses): LaunchRequest =>
    launchRequest({ runId: random.id(clock.now()), engine: engineConfig, engineType: 'flink-sql', template });
  const endless = (): LaunchRequest =>
    launch({
      settings: { 'execution.runtime-mode': 'streaming' },
      definitions: [
        "CREATE TEMPORARY TABLE ticks (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '1')",
        "CREATE TEMPORARY TABLE printed (n BIGINT) WITH ('connector' = 'print')",
      ],
      insert: 'INSERT INTO printed SELECT n FROM ticks',
    });

  const incremental = (where: string, values = true): LaunchRequest =>
    launchRequest({
      runId: random.id(clock.now()),
      engine: addresses,
      engineType: 'flink-sql',
      incremental: { column: 'id', type: 'int' },
      template: {
        settings: { ...batch, 'pipeline.global-job-parameters': 'owner:data' },
        definitions: [table('orders'), table('ods_orders')],
        insert: `INSERT INTO ods_orders SELECT * FROM orders${where}`,
        ...(values ? { cursor: `SELECT CAST(MAX(id) AS STRING) FROM orders${where}` } : {}),
      },
    });

  test('a job runs under the reserved id and moves every row', async () => {
    const request = launch({
      settings: { ...batch, 'pipeline.operator-chaining': 'false' },
      definitions: [table('orders'), table('ods_orders')],
      insert: 'INSERT INTO ods_orders SELECT * FROM orders',
    });
    const ref = engine.reserve(request);
    expect(ref.id).toMatch(/^[0-9a-f]{32}$/);
    const lines: string[] = [];
    await engine.submit(request, ref, (line) => lines.push(line));
    const end = await untilEnd(engine, request, ref, lines);
    expect(end).toMatchObject({ state: 'succeeded', metrics: { rowsRead: 1000, rowsWritten: 1000 } });
    expect(end.link).toContain(ref.id);
    expect((await rest.job(ref.id))?.name).toBe(`orders-to-ods-${request.runId}-1`);
    const [rows] = await connection.query<RowDataPacket[]>(
      'SELECT COUNT(*) AS n FROM ods_orders JOIN orders USING (id, note, amount)',
    );
    expect(rows[0]?.['n']).toBe(1000);

    await engine.submit(request, ref, () => undefined);
    expect(await rest.findJobsByName(`orders-to-ods-${request.runId}-1`)).toHaveLength(1);
    expect(lines.join('\n')).toContain('FINISHED');
    expect(lines.join('\n') + log.lines.join('\n')).not.toContain(mariadb.password);
  });

  test('a streaming job is found by another instance, stopped, and then cancelled', async () => {
    const request = endless();
    const ref = engine.reserve(request);
    await engine.submit(request, ref, () => undefined);
    const other = engineWith({});
    await expect
      .poll(async () => (await other.observe(request, ref, () => undefined)).state, { timeout: 60_000 })
      .toBe('running');
    await other.stop(request, ref);
    expect(await untilEnd(other, request, ref)).toMatchObject({
      state: 'cancelled',
      reason: { code: 'JOB_CANCELLED', retryable: false },
    });
    await other.stop(request, ref);
  });

  test('a failing job tells its root cause, a wrong password is told apart', async () => {
    const sink = "CREATE TEMPORARY TABLE printed (id INT) WITH ('connector' = 'print')";
    const failing = launch({
      settings: batch,
      definitions: [table('nosuch'), sink],
      insert: 'INSERT INTO printed SELECT id FROM nosuch',
    });
    const failed = await run(engine, failing);
    expect(failed).toMatchObject({ state: 'failed', reason: { code: 'JOB_FAILED', retryable: true } });
    expect(failed.reason?.message).toContain("nosuch' doesn't exist");

    const refused = launch({
      settings: batch,
      definitions: [table('orders', 'WRONG_PASSWORD'), sink],
      insert: 'INSERT INTO printed SELECT id FROM orders',
    });
    const end = await run(engine, refused);
    expect(end).toMatchObject({ state: 'failed', reason: { code: 'SECRET_REFUSED', retryable: false } });
    expect(JSON.stringify(end)).not.toContain('not-the-passw0rd');
  });

  test('a statement that the planner refuses starts nothing', async () => {
    const request = launch({
      settings: batch,
      definitions: [table('orders')],
      insert: 'INSERT INTO nowhere SELECT * FROM orders',
    });
    const ref = engine.reserve(request);
    const refused = engine.submit(request, ref, () => undefined);
    await expect(refused).rejects.toMatchObject({ code: 'ENGINE_REFUSED', retryable: false });
    await expect(refused).rejects.toThrow(/nowhere/);
    expect(await engine.observe(request, ref, () => undefined)).toEqual({ state: 'unknown', metrics: {} });
  });

  test('an answer that is lost after the job was started counts as started', async () => {
    const { gateway } = addresses;
    // Passes everything to the real gateway, and cuts the connection instead of telling the insert's result.
    let inserted = false;
    await using proxy = await answeringServer((seen, response) => {
      inserted ||= seen.body.includes('INSERT INTO printed');
      if (inserted && seen.path.includes('/result/')) return void response.destroy();
      void fetch(gateway + seen.path, { method: seen.method, ...(seen.body === '' ? {} : { body: seen.body }) })
        .then(async (answer) => response.writeHead(answer.status).end(await answer.text()))
        .catch(() => response.destroy());
    });
    const direct = endless();
    const request = launch(direct.job.template, { ...addresses, gateway: proxy.url });
    const ref = engine.reserve(request);
    await engine.submit(request, ref, () => undefined);
    expect(inserted).toBe(true);
    expect(await rest.findJobsByName(`orders-to-ods-${request.runId}-1`)).toHaveLength(1);
    await engine.stop(request, ref);
    expect((await untilEnd(engine, request, ref)).state).toBe('cancelled');
  });

  test('a gateway that is down, and a missing secret, start nothing', async () => {
    const closed = await answeringServer(() => undefined);
    await closed[Symbol.asyncDispose]();
    const impatient = engineWith({ DB_PASSWORD: mariadb.password }, 0);
    const template = endless().job.template;
    const down = launch(template, { ...addresses, gateway: closed.url });
    await expect(impatient.submit(down, impatient.reserve(down), () => undefined)).rejects.toMatchObject({
      code: 'ENGINE_UNREACHABLE',
      retryable: true,
    });
    const nowhere = launch(template, { url: closed.url, gateway: closed.url });
    await expect(impatient.submit(nowhere, impatient.reserve(nowhere), () => undefined)).rejects.toMatchObject({
      code: 'ENGINE_UNREACHABLE',
    });
    const missing = launch({ settings: {}, definitions: [secretHole('NO_SUCH')], insert: 'INSERT' });
    await expect(engine.submit(missing, engine.reserve(missing), () => undefined)).rejects.toMatchObject({
      code: 'SECRET_MISSING',
    });
    const unset = launch(template, { ...addresses, url: { $text: [{ hole: { kind: 'env', name: 'FLINK_URL' } }] } });
    await expect(engine.submit(unset, engine.reserve(unset), () => undefined)).rejects.toMatchObject({
      code: 'ENGINE_MISCONFIGURED',
      message: expect.stringContaining('FLINK_URL') as string,
    });
  });

  test('an incremental job ends with the greatest value from before it read, for whoever follows it', async () => {
    const request = incremental(' WHERE id > 990');
    const ref = engine.reserve(request);
    await engine.submit(request, ref, () => undefined);
    expect(await untilEnd(engineWith({}), request, ref)).toMatchObject({ state: 'succeeded', cursor: '1000' });
    expect((await rest.jobParameters(ref.id))?.['owner']).toBe('data');

    const nothing = await run(engine, incremental(' WHERE id > 1000'));
    expect(nothing.state).toBe('succeeded');
    expect(nothing.cursor).toBeUndefined();

    const old = incremental('', false);
    await expect(engine.submit(old, engine.reserve(old), () => undefined)).rejects.toMatchObject({
      code: 'ENGINE_MISCONFIGURED',
    });
  });

  test('a cluster that is killed in the middle of a run is unreachable, not a failed job', async () => {
    await using own = await privateServices('flink');
    const endpoints = own.endpoints.flink;
    if (endpoints === undefined) throw new Error('no Flink of its own could be started');
    const request = launch(endless().job.template, { url: endpoints.rest, gateway: endpoints.gateway });
    const ref = engine.reserve(request);
    await engine.submit(request, ref, () => undefined);
    await expect
      .poll(async () => (await engine.observe(request, ref, () => undefined)).state, { timeout: 60_000 })
      .toBe('running');
    const jobManager = own.pids['flink-jobmanager'];
    if (jobManager === undefined) throw new Error('the stack names no JobManager');
    process.kill(jobManager, 'SIGKILL');
    await expect
      .poll(() => engine.observe(request, ref, () => undefined).catch((thrown: unknown) => thrown), { timeout: 60_000 })
      .toMatchObject({ code: 'ENGINE_UNREACHABLE', retryable: true });
    await expect(engine.stop(request, ref)).rejects.toMatchObject({ code: 'ENGINE_UNREACHABLE', retryable: true });
  });

  function engineWith(values: Readonly<Record<string, string>>, unclearMs = 60_000): Engine {
    return createFlinkSqlEngine({ secrets: secretsOf(values), clock, random, log, unclearMs });
  }
});

async function run(engine: Engine, request: LaunchRequest): Promise<Observation> {
  const ref = engine.reserve(request);
  await engine.submit(request, ref, () => undefined);
  return untilEnd(engine, request, ref);
}

async function untilEnd(
  engine: Engine,
  request: LaunchRequest,
  ref: EngineRef,
  lines: string[] = [],
): Promise<Observation> {
  for (let polls = 0; polls < 600; polls++) {
    const seen = await engine.observe(request, ref, (line) => lines.push(line));
    if (seen.state !== 'starting' && seen.state !== 'running') return seen;
    await clock.sleep(200);
  }
  throw new Error('the job did not end');
}
