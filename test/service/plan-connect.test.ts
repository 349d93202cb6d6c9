import { Kafka, logLevel, type Admin } from 'kafkajs';
import { createConnection, type Connection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nothingDeployed } from '../../src/cli/plan/deployed-base.ts';
import { makePlan } from '../../src/cli/plan/make-plan.ts';
import { toPlanDocument, type PlanDocument } from '../../src/compiler/index.ts';
import { createSystemClock, lookAtSizes } from '../../src/runtime/index.ts';
import { cuttingProxy } from '../support/cutting-proxy.ts';
import { privateServices } from '../support/private-service.ts';
import { stack } from '../support/stack.ts';
import { tempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const { mariadb, kafka } = await stack();
const SECRET = 'pw-Sluice-8!x';
const PROJECT = `name: shop
defaults: { engine: here, timeZone: UTC }
engines:
  here: { type: local }
  batch: { type: flinkx, version: "1.11", mode: local, home: /opt/flinkx }
  sql: { type: flink-sql, version: "1.20", url: "http://jobmanager:8081", gateway: "http://gateway:8083" }
`;

/** The plan of a project of new pipelines, its sources asked. */
async function planned(
  files: Readonly<Record<string, string>>,
  limits = { connectMs: 2_000, totalMs: 5_000 },
): Promise<PlanDocument> {
  await using folder = await tempDir();
  await writeFiles(folder.path, { 'sluice.yaml': PROJECT, ...files });
  const { plan } = await makePlan(
    folder.path,
    nothingDeployed(folder.path, 'sqlite'),
    { environment: 'default' },
    Date.parse('2026-03-02T10:00:00Z'),
    (pipelines) =>
      lookAtSizes({
        root: folder.path,
        pipelines,
        environment: { SIZES_PASSWORD: SECRET, ADMIN_PASSWORD: mariadb?.password ?? '' },
        clock: createSystemClock(),
        limits,
      }),
  );
  const document = toPlanDocument(plan);
  expect(document.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(JSON.stringify(document)).not.toContain(SECRET);
  return document;
}

function estimates({ changes }: PlanDocument): Readonly<Record<string, unknown>> {
  return Object.fromEntries(changes.map(({ pipeline, estimate }) => [pipeline, estimate]));
}

describe.skipIf(mariadb === undefined)('plan --connect on MariaDB', () => {
  const database = `sluice_sizes_${process.pid}`;
  const user = `sizes_${process.pid}`;
  let admin: Connection;

  beforeAll(async () => {
    if (mariadb === undefined) return;
    const { host, port, username, password } = mariadb;
    admin = await createConnection({ host, port, user: username, password, multipleStatements: true });
    await admin.query(`
      CREATE DATABASE ${database}; USE ${database};
      CREATE TABLE orders (id bigint PRIMARY KEY, day date, KEY by_day (day));
      INSERT INTO orders SELECT seq, DATE_ADD('2026-01-01', INTERVAL seq % 100 DAY) FROM seq_1_to_20000;
      CREATE TABLE secret LIKE orders; INSERT INTO secret SELECT * FROM orders LIMIT 10;
      ANALYZE TABLE orders, secret;
      CREATE USER '${user}'@'%' IDENTIFIED BY '${SECRET}';
      GRANT SELECT ON ${database}.orders TO '${user}'@'%';`);
  });

  afterAll(async () => {
    await admin?.query(`DROP DATABASE IF EXISTS ${database}; DROP USER IF EXISTS '${user}'@'%';`);
    await admin?.end();
  });

  function erp(more: { readonly port?: number; readonly login?: string } = {}): string {
    const { host = '', port = 0 } = mariadb ?? {};
    const login = more.login ?? `username: ${user}\npassword: \${secret:env/SIZES_PASSWORD}`;
    return `name: erp\ntype: mariadb\nhost: ${host}\nport: ${more.port ?? port}\ndatabase: ${database}\n${login}\n`;
  }

  const copy = (name: string, source: string): string =>
    `name: ${name}\nschedule: manual\nengine: batch\nsource: { datasource: erp, ${source}, columns: [id bigint] }\nsink: { connector: stream }\n`;

  it('tells the rows of a table, what the optimiser thinks of a filter and a query, and changes nothing', async () => {
    const document = await planned({
      'datasources/erp.yaml': erp(),
      'pipelines/whole.yaml': copy('whole', 'table: orders'),
      'pipelines/filter.yaml': copy('filter', `table: orders, where: "day = '2026-01-05'"`),
      'pipelines/query.yaml': copy('query', `query: "select id from orders where id <= 100"`),
      'pipelines/wrong.yaml': copy('wrong', `table: orders, where: "no_such_column = 1"`),
      'pipelines/bound.yaml': copy('bound', `table: orders, where: "day = '\${bizdate:yyyy-MM-dd}'"`),
    });
    const of = Object.fromEntries(document.changes.map((change) => [change.pipeline, change]));
    expect(of['whole']?.estimate?.by).toBe('statistics');
    expect(of['whole']?.estimatedRows).toBeGreaterThan(15_000);
    expect(of['whole']?.estimatedRows).toBeLessThan(25_000);
    expect(of['whole']?.consequences.at(-1)).toMatch(
      /^about (?:19|2\d),000 rows are in `erp.orders`, by the statistics of its database$/,
    );
    expect(of['filter']?.estimate).toEqual({ rows: 200, by: 'optimiser' });
    expect(of['query']?.estimate?.by).toBe('optimiser');
    expect(of['query']?.estimatedRows).toBeLessThan(1_000);
    // what the server refuses, and what only a run knows, is as large as its table
    for (const name of ['wrong', 'bound']) {
      expect(of[name]?.estimate?.by).toBe('statistics');
      expect(of[name]?.consequences.at(-1)).toContain('how many of them it selects is not known');
    }
    expect(document.notes.filter((note) => note.includes('not known'))).toEqual([]);
  });

  it('goes on without a right, a login, a server, and says so', async () => {
    const { port: closed, ...proxy } = await cuttingProxy({ host: mariadb?.host ?? '', port: mariadb?.port ?? 0 }, 0);
    await using _ = { [Symbol.asyncDispose]: proxy[Symbol.asyncDispose] };
    const notes = async (datasource: string, source = 'table: orders'): Promise<readonly string[]> => {
      const document = await planned({ 'datasources/erp.yaml': datasource, 'pipelines/a.yaml': copy('a', source) });
      expect(document.changes.map(({ pipeline, estimatedRows }) => [pipeline, estimatedRows])).toEqual([['a', null]]);
      return document.notes.filter((note) => note.includes('not known'));
    };
    const { host = '', port = 0 } = mariadb ?? {};
    const tail = ': how much is to be read there is not known';
    expect(await notes(erp(), 'table: secret')).toEqual([
      `datasource \`erp\` has no \`secret\`, or its user may not see it${tail}`,
    ]);
    expect(await notes(erp({ login: `username: ${user}\npassword: \${secret:env/ADMIN_PASSWORD}` }))).toEqual([
      `datasource \`erp\` refuses the login at \`${host}:${port}\`${tail}`,
    ]);
    expect(await notes(erp({ port: 1 }))).toEqual([`datasource \`erp\` cannot be reached at \`${host}:1\`${tail}`]);
    expect(await notes(erp({ port: closed }))).toEqual([
      `datasource \`erp\` closed the connection to \`${host}:${closed}\` before it had answered${tail}`,
    ]);
  });

  it('waits no longer than it may for a server that stands still', async () => {
    await using services = await privateServices('mariadb');
    const own = services.endpoints.mariadb;
    process.kill(services.pids['mariadb'] ?? 0, 'SIGSTOP');
    const datasource = `name: erp\ntype: mariadb\nhost: ${own?.host ?? ''}\nport: ${own?.port ?? 0}\ndatabase: mysql\nusername: ${own?.username ?? ''}\npassword: \${secret:env/SIZES_PASSWORD}\n`;
    const { notes, changes } = await planned(
      { 'datasources/erp.yaml': datasource, 'pipelines/a.yaml': copy('a', 'table: user') },
      { connectMs: 500, totalMs: 1_000 },
    );
    expect(changes.map(({ estimate }) => estimate)).toEqual([null]);
    expect(notes).toContainEqual(expect.stringContaining('does not answer'));
    process.kill(services.pids['mariadb'] ?? 0, 'SIGCONT');
  });
});

describe.skipIf(kafka === undefined)('plan --connect on Kafka', () => {
  const topic = `sluice-sizes-${process.pid}`;
  let admin: Admin;

  beforeAll(async () => {
    if (kafka === undefined) return;
    const client = new Kafka({ brokers: kafka.brokers, logLevel: logLevel.NOTHING });
    admin = client.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic, numPartitions: 3 }], waitForLeaders: true });
    const producer = client.producer();
    await producer.connect();
    const messages = Array.from({ length: 300 }, (_, id) => ({ key: String(id), value: JSON.stringify({ id }) }));
    await producer.send({ topic, messages });
    await producer.disconnect();
    // what retention has taken is no longer there to read
    const [partition] = (await admin.fetchTopicOffsets(topic)).toSorted((a, b) => a.partition - b.partition);
    await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: partition?.high ?? '0' }] });
  });

  afterAll(async () => {
    await admin?.deleteTopics({ topics: [topic] });
    await admin?.disconnect();
  });

  const stream = (table: string): string =>
    `name: a\nschedule: continuous\nengine: sql\nsource: { datasource: events, table: ${table}, columns: [id bigint], start: earliest }\nsink: { datasource: events, table: ${table}-copy }\n`;
  const events = (brokers: readonly string[]): string =>
    `name: events\ntype: kafka\nbrokers: ${JSON.stringify(brokers)}\n`;

  it('tells the records between beginning and end of a topic', async () => {
    const offsets = await admin.fetchTopicOffsets(topic);
    const there = offsets.reduce((sum, { low, high }) => sum + Number(high) - Number(low), 0);
    expect(there).toBeLessThan(300);
    expect(there).toBeGreaterThan(0);
    const document = await planned({
      'datasources/events.yaml': events(kafka?.brokers ?? []),
      'pipelines/a.yaml': stream(topic),
    });
    expect(estimates(document)).toEqual({ a: { rows: there, by: 'offsets' } });
    expect(document.changes[0]?.consequences).toContain(`about ${there} records are in \`events.${topic}\``);
  });

  it('goes on without the topic and without a broker, makes none by asking, and says so', async () => {
    const missing = await planned({
      'datasources/events.yaml': events(kafka?.brokers ?? []),
      'pipelines/a.yaml': stream(`${topic}x`),
    });
    expect(estimates(missing)).toEqual({ a: null });
    expect(missing.notes).toContainEqual(expect.stringContaining(`has no \`${topic}x\``));
    expect(await admin.listTopics()).not.toContain(`${topic}x`);
    const down = await planned({
      'datasources/events.yaml': events(['127.0.0.1:1']),
      'pipelines/a.yaml': stream(topic),
    });
    expect(estimates(down)).toEqual({ a: null });
    expect(down.notes).toContainEqual(expect.stringContaining('cannot be reached at `127.0.0.1:1`'));
  });
});
