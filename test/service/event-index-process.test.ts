import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKafkaBus } from '../../src/runtime/bus/index.ts';
import { createSystemClock } from '../../src/runtime/observe/index.ts';
import type { EventIndexJson, EventJson } from '../../src/server/index.ts';
import { createSqliteStore } from '../../src/runtime/store/index.ts';
import { collectLog } from '../support/collect-log.ts';
import type { EventIndexReaderSetup } from '../support/event-index-reader.ts';
import { privateServices } from '../support/private-service.ts';
import { serve, sluice, type Daemon } from '../support/sluice-program.ts';
import { stack } from '../support/stack.ts';
import { compiled, deploy, fire, START } from '../support/store-contract/fixtures.ts';
import { tempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const { kafka: shared } = await stack();
const clock = createSystemClock();
const WAIT = { timeout: 60_000, interval: 50 };
const program = fileURLToPath(new URL('../support/event-index-reader.ts', import.meta.url));

describe.skipIf(shared === undefined)('an index of events over Kafka in a process', () => {
  if (shared === undefined) return;
  let services: Awaited<ReturnType<typeof privateServices>>;
  let brokers: readonly string[] = [];
  beforeAll(async () => {
    services = await privateServices('kafka');
    brokers = services.endpoints.kafka?.brokers ?? [];
  });
  afterAll(() => services[Symbol.asyncDispose]());

  test('that is killed while it reads goes on where it was: nothing is lost or doubled', async () => {
    await using folder = await tempDir();
    const store = createSqliteStore({ path: `${folder.path}/s.db`, clock });
    await store.open(START);
    const sent: string[] = [];
    const bus = createKafkaBus({ brokers, log: collectLog().log });
    await bus.open();
    for (let round = 0; round < 20; round++) {
      for (let index = 0; index < 50; index++) {
        const now = START + round * 1_000 + index;
        const artefact = compiled(`p${index}`, { text: `v${round}` });
        await store.applyChanges(0, `r${round}`, [deploy(artefact)], now, 'reconcile');
        await store.recordFire(undefined, fire(artefact, now), `run-p${index}-${round}`, now);
      }
      const events = await store.unpublishedEvents(9_999);
      await bus.publish(events);
      const ids = events.map(({ id }) => id);
      await store.markPublished(ids, START);
      sent.push(...ids);
    }
    await bus.close();
    await store.close();

    const path = join(folder.path, 'index.db');
    const read = async (until: (state: string, count: number) => boolean, signal: NodeJS.Signals): Promise<void> => {
      const setup: EventIndexReaderSetup = { brokers, path };
      const child = spawn(process.execPath, ['--import', 'tsx', program], {
        env: { ...process.env, EVENT_INDEX_READER: JSON.stringify(setup) },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const ended = new Promise((resolve) => child.once('exit', resolve));
      for await (const line of createInterface({ input: child.stdout })) {
        const [state = '', count] = line.split(' ');
        if (until(state, Number(count))) child.kill(signal);
      }
      await ended;
    };
    const kept: number[] = [];
    for (const share of [0.05, 0.3, 0.55, 0.8]) {
      await read((_state, count) => count >= share * sent.length, 'SIGKILL');
      kept.push(rowsOf(path).length);
    }
    // at least the first kills are in the middle, whatever else the machine does
    expect(kept[0]).toBeLessThan(sent.length);
    expect(kept).toEqual(kept.toSorted((a, b) => a - b));
    await read((state) => state === 'live', 'SIGTERM');
    expect(rowsOf(path)).toEqual(sent.toSorted());
  });

  test('is built anew by `sluice events --rebuild`, with a server and without, and by its route', async () => {
    await using folder = await tempDir();
    await writeFiles(folder.path, PROJECT);
    const options = { cwd: folder.path, env: { KAFKA_BROKERS: brokers.join(',') } };
    await using daemon = await serve(options);
    const look = () =>
      daemon.get<{ readonly items: EventJson[]; readonly partial: boolean; index: EventIndexJson }>(
        '/api/v1/events?limit=500',
      );
    await expect.poll(async () => (await look()).index.state, WAIT).toBe('live');
    await expect
      .poll(async () => (await look()).items.every(({ publishedAt }) => publishedAt !== null), WAIT)
      .toBe(true);
    const before = await idsOf(daemon);
    expect(before.length).toBeGreaterThan(0);
    const stateDir = join(folder.path, '.sluice', 'state', 'event-index');
    expect(readdirSync(stateDir)).toContain('rebuilding.default.db');

    const byServer = await sluice(['events', '--rebuild', '--server', daemon.url], options);
    expect([byServer.code, byServer.stderr]).toEqual([0, '']);
    expect(byServer.stdout).toMatch(/^the index is built: \d+ events are read back from Kafka\n$/);
    expect(await idsOf(daemon)).toEqual(expect.arrayContaining([...before]));
    expect(await look()).toMatchObject({ partial: false, index: { state: 'live' } });

    const byFile = await sluice(['events', '--rebuild'], options);
    expect(byFile.code).toBe(0);
    expect(byFile.stdout).toContain('rebuilding.default.db is removed');
    await expect.poll(async () => (await look()).index.state, WAIT).toBe('live');
    expect(await idsOf(daemon)).toEqual(expect.arrayContaining([...before]));

    const answer = await fetch(new URL('/api/v1/events/rebuild', daemon.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect([answer.status, await answer.json()]).toMatchObject([202, { index: { state: expect.any(String) } }]);
    await expect.poll(async () => (await look()).index.state, WAIT).toBe('live');

    const filtered = await sluice(['events', '--rebuild', '--topic', 'sluice.audit'], options);
    expect([filtered.code, filtered.stderr]).toEqual([64, expect.stringContaining('takes no filter')]);
  });
});

function rowsOf(path: string): readonly string[] {
  const database = new DatabaseSync(path);
  // `as` because the statement has this column
  const rows = database.prepare('select id from event').all() as { readonly id: string }[];
  database.close();
  return rows.map(({ id }) => id).toSorted();
}

async function idsOf(daemon: Daemon): Promise<readonly string[]> {
  const { items } = await daemon.get<{ readonly items: readonly EventJson[] }>('/api/v1/events?limit=500');
  return items.map(({ id }) => id);
}

const PROJECT = {
  'sluice.yaml':
    'name: rebuilding\nedition: 2026\ndefaults: { engine: programs, timeZone: UTC }\nengines:\n  programs: { type: command }\n',
  'pipelines/once.yaml': 'name: once\nschedule: manual\ncommand: ["/bin/true"]\n',
};
