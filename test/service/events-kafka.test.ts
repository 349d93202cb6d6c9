import { createConnection, type Connection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSystemClock, createSystemRandom } from '../../src/runtime/observe/index.ts';
import type { EventJson, RunJson } from '../../src/server/index.ts';
import { brokenChains, repeated } from '../support/event-chain.ts';
import { privateServices } from '../support/private-service.ts';
import { processStart } from '../support/restart-process.ts';
import { readTopic, type TopicRecord } from '../support/read-topic.ts';
import { serve, sluice, type Daemon, type ProgramOptions } from '../support/sluice-program.ts';
import { stack } from '../support/stack.ts';
import { tempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const { mariadb, kafka } = await stack();
const clock = createSystemClock();
const name = `events_${createSystemRandom().hex(8)}`;
const KEY = `${name}/default`;
const WAIT = { timeout: 60_000, interval: 100 };
const STATES = ['run.scheduled', 'run.claimed', 'run.starting', 'run.running', 'run.succeeded'];

describe.skipIf(mariadb === undefined || kafka === undefined)('events on Kafka', () => {
  if (mariadb === undefined || kafka === undefined) return;
  let connection: Connection;
  beforeAll(async () => {
    const { host, port, username: user, password } = mariadb;
    connection = await createConnection({ host, port, user, password });
    await connection.query(`CREATE DATABASE ${name}`);
  });
  afterAll(async () => {
    await connection.query(`DROP DATABASE IF EXISTS ${name}`);
    await connection.end();
  });

  test('carry every change of a run and the deployment, in order, also over a restart of Kafka', async () => {
    await using own = await privateServices('kafka');
    const brokers = own.endpoints.kafka?.brokers ?? [];
    await using folder = await tempDir();
    await writeFiles(folder.path, PROJECT);
    const options: ProgramOptions = {
      cwd: folder.path,
      env: {
        MYSQL_ADDRESS: `${mariadb.host}:${mariadb.port}`,
        MYSQL_DATABASE: name,
        MYSQL_USERNAME: mariadb.username,
        MYSQL_PASSWORD: mariadb.password,
        KAFKA_BROKERS: brokers.join(','),
      },
    };
    await using daemon = await serve(options);
    await expect.poll(() => deployed(daemon), WAIT).toEqual(['cities', 'tick']);

    const first = await run(options);
    const ended = (id: string) => (records: readonly TopicRecord[]) =>
      ofRun(records, id).some(({ type }) => type === 'run.succeeded');
    const runs = await readTopic(brokers, 'sluice.runs', KEY, ended(first.id));
    expect(statesOf(runs, first.id)).toEqual(STATES);
    expect(ofRun(runs, first.id).at(-1)?.event.data).toMatchObject({
      pipeline: 'cities',
      project: name,
      attempt: 1,
      from: 'running',
      to: 'succeeded',
      metrics: { rowsRead: 2, rowsWritten: 2 },
    });
    const audit = await readTopic(brokers, 'sluice.audit', `${KEY}/cities`, (records) => records.length > 0);
    expect(audit[0]).toMatchObject({
      type: expect.stringMatching(/^deployment\./) as string,
      event: { sequence: 1, data: { pipeline: 'cities', digest: first.artefactDigest } },
    });
    // at least once, with an id: what one process has sent and not yet marked another may send too
    for (const records of [runs, audit]) expect(brokenChains(records)).toEqual([]);

    // Kafka dies in the middle of the traffic, and comes back on its data.
    const broker = await processStart(own.pids['kafka'] ?? -1);
    await broker.kill();
    const second = await run(options);
    await clock.sleep(3_000);
    expect(await daemon.get('/livez')).toBeTruthy();
    const third = await run(options);
    const waiting = await events(daemon);
    expect(waiting.filter(({ publishedAt }) => publishedAt === null).length).toBeGreaterThan(10);
    await using again = broker.start();
    const backAt = clock.monotonic();
    expect(again).toBeDefined();
    await expect
      .poll(async () => (await events(daemon)).find(({ run: id }) => id === third.id)?.publishedAt ?? null, WAIT)
      .not.toBe(null);
    console.log(`published again ${Math.round(clock.monotonic() - backAt)} ms after the start of Kafka`);
    const stopped = await daemon.stop();
    expect(stopped.code).toBe(0);
    expect(stopped.stderr).toContain('BUS_UNREACHABLE');

    // Nothing was lost, and the server shows the same as a reader of the topics sees.
    await using later = await serve(options);
    const shown = await events(later);
    for (const topic of ['sluice.runs', 'sluice.audit']) {
      const known = shown.filter((event) => event.topic === topic && event.publishedAt !== null);
      const published = await readTopic(brokers, topic, KEY, (records) => {
        const ids = new Set(records.map(({ id }) => id));
        return known.every(({ id }) => ids.has(id));
      });
      console.log(`${topic}: ${published.length} records, ${repeated(published).length} of them repeats`);
      expect(brokenChains(published)).toEqual([]);
      const ids = new Set(published.map(({ id }) => id));
      expect(known.filter(({ id }) => !ids.has(id))).toEqual([]);
      const byId = new Map(shown.map((event) => [event.id, event]));
      for (const { event } of published.filter(({ id }) => byId.has(id))) {
        expect(byId.get(event.id)).toMatchObject({
          topic,
          key: event.key,
          sequence: event.sequence,
          type: event.type,
          at: new Date(event.at).toISOString(),
          data: event.data,
          hash: event.hash,
          previousHash: event.previousHash,
        });
      }
      if (topic === 'sluice.audit') continue;
      for (const { id } of [first, second, third]) {
        expect(statesOf(published, id)).toEqual(STATES);
      }
    }
  });
});

function ofRun(records: readonly TopicRecord[], id: string): readonly TopicRecord[] {
  return records.filter(({ event }) => event.data['run'] === id);
}

/** The types of a run's events, each event once, in the order in which they first came. */
function statesOf(records: readonly TopicRecord[], id: string): readonly string[] {
  return [...new Map(ofRun(records, id).map((record) => [record.id, record.type])).values()];
}

/** `sluice run cities`, which shares the store with the daemon. */
async function run(options: ProgramOptions): Promise<RunJson> {
  const end = await sluice(['run', 'cities', '--output', 'json'], options);
  expect(end.stderr).toBe('');
  expect(end.code).toBe(0);
  return JSON.parse(end.stdout) as RunJson; // its schema is tested elsewhere
}

async function deployed(daemon: Daemon): Promise<readonly string[]> {
  const { items } = await daemon.get<{ items: { name: string }[] }>('/api/v1/pipelines');
  return items.map((item) => item.name).toSorted();
}

/** All events that the server shows, newest first. */
async function events(daemon: Daemon): Promise<readonly EventJson[]> {
  const all: EventJson[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = await daemon.get<{ items: EventJson[]; nextCursor: string | null }>(
      `/api/v1/events?limit=200${query}`,
    );
    all.push(...page.items);
    cursor = page.nextCursor;
  }
  return all;
}

const PROJECT = {
  'sluice.yaml': `name: ${name}
edition: 2026
defaults: { engine: here, timeZone: UTC }
engines:
  here: { type: local }
  programs: { type: command }
`,
  'datasources/files.yaml': 'name: files\ntype: file\npath: data\n',
  'data/cities.csv': 'id,name\n1,Kunming\n2,Dali\n',
  'pipelines/cities.yaml': `name: cities
schedule: manual
source:
  datasource: files
  path: cities.csv
  columns: [{ name: id, type: int64 }, { name: name, type: string }]
sink: { datasource: files, path: "out.csv", mode: overwrite }
`,
  'pipelines/tick.yaml': `name: tick
schedule: { every: 1s }
engine: programs
command: ["/bin/true"]
`,
};
