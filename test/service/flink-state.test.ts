import { Kafka, logLevel, type Producer } from 'kafkajs';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileProject, type Artefact } from '../../src/compiler/index.ts';
import { createSystemRandom } from '../../src/runtime/observe/index.ts';
import { planOfCase } from '../support/plan-case.ts';
import { streamCluster, type StreamCluster } from '../support/restored-stream.ts';
import { stack } from '../support/stack.ts';
import { tempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const { flink, mariadb, kafka } = await stack();
const name = `flink_state_${createSystemRandom().hex(8)}`;
const WAIT = { timeout: 60_000, interval: 200 };
const REFUSED = /Cannot map checkpoint|Max parallelism mismatch|maximum parallelism/;

/** A stream as it is before; a change says what of it is other. */
interface Stream {
  readonly topic?: string;
  readonly columns?: string;
  readonly source?: string;
  readonly sql?: string;
  readonly sink: string;
  readonly settings?: string;
}

/** A change, what its plan says, and what Flink does: the rows of the target, or no job. */
interface Change {
  readonly what: string;
  readonly head: Partial<Stream>;
  readonly says: string;
  readonly rows: readonly string[] | 'refused';
  /** Where it writes, if that is another table. */
  readonly table?: string;
}

const FLUSH = 'options: { sink.buffer-flush.interval: 100ms }';
const ROWS: Stream = { sink: `{ datasource: ods, table: t, ${FLUSH} }` };
const SUMS = `{ datasource: ods, table: sums, mode: upsert, key: [region], columns: [region string, n bigint, total bigint], ${FLUSH} }`;
const SQL = 'select region, count(*) as n, sum(amount) as total from source group by region';

/** What is in the table: docs/engines/flink-state.md has the rest. */
const OF_ROWS: readonly Change[] = [
  { what: 'a filter', head: { source: 'where: amount > 40' }, says: 'STATE_KEPT', rows: ['5 north 50'] },
  {
    what: 'a key, and another start',
    head: { source: 'start: latest', sink: `{ datasource: ods, table: t, mode: upsert, key: [id], ${FLUSH} }` },
    says: 'STATE_KEPT',
    rows: ['4 south 40', '5 north 50'],
  },
  {
    what: 'another topic',
    head: { topic: `${name}-other` },
    says: 'OLD_TOPIC_READ_ON',
    rows: ['4 south 40', '5 north 50', '9 east 90'],
  },
  {
    what: 'a sink with more tasks than the source',
    head: { settings: '{ parallelism: { source: 1, sink: 2 } }' },
    says: 'STATE_NOT_RESTORABLE',
    rows: 'refused',
  },
  {
    what: 'sums behind a filter',
    head: { sql: SQL.replace('group', 'where amount > 40 group'), sink: SUMS },
    says: 'STATE_KEPT',
    rows: ['north 1 50'],
    table: 'sums',
  },
  {
    what: 'another maximum parallelism',
    head: { settings: '{ options: { pipeline.max-parallelism: 64 } }' },
    says: 'STATE_NOT_RESTORABLE',
    rows: 'refused',
  },
];

const ALL_USED = 'region string, amount bigint';
const FILTERED = SQL.replace('group', 'where amount > 5 group');

const OF_SUMS: readonly Change[] = [
  {
    what: 'capitals, and another type of a column that is not summed',
    head: {
      sql: SQL.replace('select', 'SELECT').replace('sum', 'Sum'),
      columns: 'id int, region string, amount bigint',
    },
    says: 'STATE_KEPT',
    rows: ['north 3 90', 'south 2 60'],
  },
  {
    what: 'a filter of what is summed',
    head: { sql: SQL.replace('group', 'where amount > 40 group') },
    says: 'STATE_KEPT',
    rows: ['north 3 90'],
  },
  {
    what: 'a filter that leaves one value',
    head: { sql: SQL.replace('group', 'where id = 4 group') },
    says: 'STATE_KEPT',
    rows: ['south 2 60'],
  },
  { what: 'all columns summed', head: { columns: ALL_USED }, says: 'STATE_NOT_RESTORABLE', rows: 'refused' },
  {
    what: 'mini-batches',
    head: {
      settings:
        '{ options: { table.exec.mini-batch.enabled: true, table.exec.mini-batch.allow-latency: 100ms, table.exec.mini-batch.size: 10 } }',
    },
    says: 'STATE_NOT_RESTORABLE',
    rows: 'refused',
  },
  { what: 'spaces', head: { sql: SQL.replaceAll(' ', '  ') }, says: 'STATE_KEPT', rows: ['north 3 90', 'south 2 60'] },
  {
    what: 'two sums in each other’s place',
    head: { sql: SQL.replace('count(*) as n, sum(amount) as total', 'sum(amount) as n, count(*) as total') },
    says: 'STATE_MAY_NOT_RESTORE',
    // 2 records + 50, 40 of amounts + 1: neither is a sum of anything
    rows: ['north 52 41', 'south 41 21'],
  },
  {
    what: 'no sums any more',
    head: { sql: 'select region, amount as n, id as total from source' },
    says: 'STATE_NOT_RESTORABLE',
    rows: 'refused',
  },
];

/** Of sums over all columns, without a step behind the source. */
const OF_ALL_USED: readonly Change[] = [
  {
    what: 'a column that is not summed',
    head: { columns: 'id bigint, region string, amount bigint' },
    says: 'STATE_NOT_RESTORABLE',
    rows: 'refused',
  },
  { what: 'a filter', head: { sql: FILTERED }, says: 'STATE_NOT_RESTORABLE', rows: 'refused' },
];

/** The same behind a filter. */
const OF_FILTERED: readonly Change[] = [
  { what: 'no filter', head: { sql: SQL }, says: 'STATE_NOT_RESTORABLE', rows: 'refused' },
  {
    what: 'another filter',
    head: { sql: SQL.replace('group', 'where amount < 50 group') },
    says: 'STATE_KEPT',
    rows: ['south 2 60'],
  },
];

const TO_KAFKA: Stream = { sink: `{ datasource: events, table: ${name}-out }` };
const OF_TOPICS: readonly Change[] = [
  {
    what: 'a step in front of Kafka',
    head: { source: 'where: amount > 40' },
    says: 'STATE_NOT_RESTORABLE',
    rows: 'refused',
  },
  { what: 'a table in place of Kafka', head: ROWS, says: 'STATE_NOT_RESTORABLE', rows: 'refused' },
  {
    what: 'another topic of the sink',
    head: { sink: `{ datasource: events, table: ${name}-other }` },
    says: 'STATE_KEPT',
    rows: [],
  },
];

describe.skipIf(flink === undefined || mariadb === undefined || kafka === undefined)('a changed stream', () => {
  if (flink === undefined || mariadb === undefined || kafka === undefined) return;
  const cluster: StreamCluster = streamCluster(flink, { DB_PASSWORD: mariadb.password });
  const client = new Kafka({ brokers: kafka.brokers, clientId: 'sluice-test', logLevel: logLevel.NOTHING });
  const producer: Producer = client.producer();
  let connection: Connection;

  beforeAll(async () => {
    const { host, port, username: user, password } = mariadb;
    connection = await createConnection({ host, port, user, password, multipleStatements: true });
    await connection.query(`
      CREATE DATABASE ${name}; USE ${name};
      CREATE TABLE t (id BIGINT PRIMARY KEY, region VARCHAR(20), amount BIGINT);
      CREATE TABLE sums (region VARCHAR(20) PRIMARY KEY, n BIGINT, total BIGINT)`);
    await producer.connect();
    await topics(`${name}-other`, `${name}-out`);
    await producer.send({ topic: `${name}-other`, messages: [record(9, 'east')] });
  });
  afterAll(async () => {
    await producer.disconnect();
    await connection.query(`DROP DATABASE IF EXISTS ${name}`);
    await connection.end();
    await cluster.close();
  });

  /** Reads three records and stops; two more come. The savepoint. */
  async function stopped(topic: string, stream: Stream, table: string, rows: readonly string[]): Promise<string> {
    await topics(topic);
    await producer.send({ topic, messages: [record(1, 'north'), record(2, 'south'), record(3, 'north')] });
    const job = await cluster.start(await artefactOf(filesOf({ topic, ...stream })));
    if ('refused' in job) throw new Error(job.refused);
    await expect.poll(() => rowsOf(table), WAIT).toEqual(rows);
    const savepoint = await cluster.stop(job.id);
    await producer.send({ topic, messages: [record(4, 'south'), record(5, 'north')] });
    return savepoint;
  }

  /** Holds what a plan says of a change against what Flink does with it. */
  async function judge(base: Stream, change: Change, savepoint: string, table: string): Promise<void> {
    const [before, after] = [filesOf(base), filesOf({ ...base, ...change.head })];
    expect(await reasonsOf(before, after)).toContain(change.says);
    await connection.query('TRUNCATE t; TRUNCATE sums');
    const job = await cluster.start(await artefactOf(after), savepoint);
    if (change.rows === 'refused') {
      expect(job).toEqual({ refused: expect.stringMatching(REFUSED) as string });
      return;
    }
    if ('refused' in job) throw new Error(job.refused);
    await expect.poll(() => rowsOf(change.table ?? table), WAIT).toEqual(change.rows);
    await cluster.cancel(job.id);
  }

  test('of rows goes on where it stopped, also in a topic that it does not name any more, or is refused', async () => {
    const base = { topic: `${name}-rows`, ...ROWS };
    const savepoint = await stopped(base.topic, base, 't', ['1 north 10', '2 south 20', '3 north 30']);
    for (const change of OF_ROWS) await judge(base, change, savepoint, 't');
  });

  test('of sums goes on with them, takes one for the other, or is refused', async () => {
    const base = { topic: `${name}-sums`, sql: SQL, sink: SUMS };
    const savepoint = await stopped(base.topic, base, 'sums', ['north 2 40', 'south 1 20']);
    for (const change of OF_SUMS) await judge(base, change, savepoint, 'sums');
  });

  test('of sums is refused where a step comes or goes between them and the source', async () => {
    for (const [base, changes] of [
      [{ topic: `${name}-used`, sql: SQL, sink: SUMS, columns: ALL_USED }, OF_ALL_USED],
      [{ topic: `${name}-filtered`, sql: FILTERED, sink: SUMS, columns: ALL_USED }, OF_FILTERED],
    ] as const) {
      await connection.query('TRUNCATE sums');
      const savepoint = await stopped(base.topic, base, 'sums', ['north 2 40', 'south 1 20']);
      for (const change of changes) await judge(base, change, savepoint, 'sums');
    }
  });

  test('into Kafka is refused where a step comes in front of the sink', async () => {
    const base = { topic: `${name}-topics`, ...TO_KAFKA };
    const savepoint = await stopped(base.topic, base, 't', []);
    for (const change of OF_TOPICS) await judge(base, change, savepoint, 't');
  });

  async function topics(...names: readonly string[]): Promise<void> {
    const admin = client.admin();
    await admin.connect();
    await admin.createTopics({ topics: names.map((topic) => ({ topic, numPartitions: 1 })), waitForLeaders: true });
    await admin.disconnect();
  }

  async function rowsOf(table: string): Promise<readonly string[]> {
    const [rows] = await connection.query<RowDataPacket[]>(`SELECT * FROM ${table} ORDER BY 1`);
    return rows.map((row) => Object.values(row).join(' '));
  }

  function filesOf({ topic, source, columns, sql, sink, settings }: Stream): Readonly<Record<string, string>> {
    const start = source?.startsWith('start:') === true ? '' : 'start: earliest, ';
    return {
      'sluice.yaml': `name: shop
edition: 2026
engines:
  sql: { type: flink-sql, version: "1.20", url: "${flink?.rest}", gateway: "${flink?.gateway}" }
`,
      'datasources/events.yaml': `name: events\ntype: kafka\nbrokers: ${JSON.stringify(kafka?.brokers)}\n`,
      'datasources/ods.yaml': `name: ods
type: mariadb
host: ${mariadb?.host}
port: ${mariadb?.port}
database: ${name}
username: ${mariadb?.username}
password: \${secret:env/DB_PASSWORD}
`,
      'pipelines/orders.yaml': `name: orders
schedule: continuous
engine: sql
source: { datasource: events, table: ${topic}, columns: [${columns ?? 'id bigint, region string, amount bigint'}], ${start}${source ?? ''} }
${sql === undefined ? '' : `transform: { sql: "${sql}" }`}
sink: ${sink}
settings: ${settings ?? '{}'}
`,
    };
  }
});

function record(id: number, region: string): { value: string } {
  return { value: JSON.stringify({ id, region, amount: id * 10 }) };
}

async function artefactOf(files: Readonly<Record<string, string>>): Promise<Artefact> {
  await using folder = await tempDir();
  await writeFiles(folder.path, files);
  const { pipelines, diagnostics } = await compileProject(folder.path);
  const [pipeline] = pipelines;
  if (pipeline === undefined) throw new Error(JSON.stringify(diagnostics));
  return pipeline.artefact;
}

async function reasonsOf(
  base: Readonly<Record<string, string>>,
  head: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  await using folder = await tempDir();
  const plan = await planOfCase(folder.path, { text: '', environment: 'default', now: 0, base, head, expected: '' });
  return plan.changes.flatMap(({ reasons }) => reasons);
}
