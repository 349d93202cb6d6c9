import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tempDir } from '../../test/support/temp-dir.ts';
import { compiled, deploy, START, withPipeline } from '../../test/support/store-contract/fixtures.ts';
import { backupStore } from './backup-store.ts';
import { createEmbeddedBus } from './bus/index.ts';
import { createPinoLog, createSystemClock, createSystemRandom } from './observe/index.ts';
import type { Store } from './ports/index.ts';
import { rejoinEvents } from './rejoin-events.ts';
import { createSqliteStore } from './store/index.ts';
import { verifyEventLog } from './verify-event-log.ts';

const parts = { clock: createSystemClock(), random: createSystemRandom(), log: createPinoLog({ level: 'silent' }) };

let folder: Awaited<ReturnType<typeof tempDir>>;
const open: Store[] = [];
beforeEach(async () => {
  folder = await tempDir();
});
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
  await folder[Symbol.asyncDispose]();
});

const log = () => ({ kind: 'embedded', dir: join(folder.path, 'events') }) as const;
const backup = () => join(folder.path, 'backup.db');

async function storeAt(path: string): Promise<Store> {
  const store = createSqliteStore({ path, clock: parts.clock });
  open.push(store);
  await store.open(START);
  return store;
}

/** What a relay does. */
async function publish(store: Store): Promise<void> {
  await store.recordHeads(99, START);
  const bus = createEmbeddedBus({ folder: log().dir });
  await bus.open();
  const events = await store.unpublishedEvents(999);
  await bus.publish(events);
  await store.markPublished(
    events.map(({ id }) => id),
    START,
  );
  await bus.close();
}

async function change(store: Store, pipeline: string, text: string): Promise<void> {
  const fence = await store.nextFence('leader:shop/prod', 0);
  await store.applyChanges(fence, text, [deploy(compiled(pipeline, { text }))], START, 'reconcile');
}

/** A store that was put back to where it was before the last two changes, of which the bus has the events. */
async function putBack(): Promise<Store> {
  const store = await storeAt(join(folder.path, 'store.db'));
  await withPipeline(store, 'orders');
  await publish(store);
  await backupStore({ kind: 'sqlite', path: join(folder.path, 'store.db') }, backup());
  await change(store, 'orders', 'second');
  await change(store, 'sales', 'first');
  await publish(store);
  return storeAt(backup());
}

const found = async (): Promise<readonly string[]> =>
  (await verifyEventLog(log(), parts)).findings.map((finding) => finding.kind);

describe('a store that was put back from a backup', () => {
  test('forks its chains where it goes on by itself, and verifying names that', async () => {
    const store = await putBack();
    expect(await found()).toEqual([]);
    await change(store, 'orders', 'third');
    await publish(store);
    expect(await found()).toContain('doubled');
    const { rejoined, forked } = await rejoinEvents(log(), store, 'ann', parts);
    expect(rejoined).toBe(0);
    expect(forked).toContainEqual({ topic: 'sluice.audit', key: 'shop/prod/orders', sequence: 2 });
  });

  test('is not joined where it had parted from the bus before its end, and the first place is named', async () => {
    const path = join(folder.path, 'store.db');
    const store = await storeAt(path);
    await withPipeline(store, 'orders');
    await publish(store);
    await backupStore({ kind: 'sqlite', path }, backup());
    await change(store, 'orders', 'second');
    await publish(store);
    // The copy goes on for longer than the bus, and nothing of that is published.
    const parted = await storeAt(backup());
    for (const text of ['another second', 'third', 'fourth']) await change(parted, 'orders', text);
    expect(await rejoinEvents(log(), parted, 'ann', parts)).toEqual({
      rejoined: 0,
      forked: [{ topic: 'sluice.audit', key: 'shop/prod/orders', sequence: 2 }],
    });
    expect(await rejoinEvents(log(), store, 'ann', parts)).toEqual({ rejoined: 0, forked: [] });
  });

  test('is not joined where the bus goes on behind another event than its last, which the bus has no more', async () => {
    const path = join(folder.path, 'store.db');
    const store = await storeAt(path);
    await withPipeline(store, 'orders');
    await backupStore({ kind: 'sqlite', path }, backup());
    for (const text of ['second', 'third']) await change(store, 'orders', text);
    await publish(store);
    const lines = (await readFile(join(log().dir, 'sluice.audit.jsonl'), 'utf8')).trim().split('\n');
    const kept = { kind: 'file', path: join(folder.path, 'kept.jsonl') } as const;
    await writeFile(kept.path, lines.filter((line) => line.includes('"sequence":3,')).join('\n'));
    const parted = await storeAt(backup());
    await change(parted, 'orders', 'another second');
    expect((await rejoinEvents(kept, parted, 'ann', parts)).forked).toEqual([
      { topic: 'sluice.audit', key: 'shop/prod/orders', sequence: 3 },
    ]);
  });

  test('goes on behind what the bus has, says so, and all of it verifies', async () => {
    const store = await putBack();
    expect(await rejoinEvents(log(), store, 'ann', parts)).toEqual({ rejoined: 3, forked: [] });
    expect(await rejoinEvents(log(), store, 'ann', parts)).toEqual({ rejoined: 0, forked: [] });
    await change(store, 'orders', 'third');
    await publish(store);
    expect(await found()).toEqual([]);
    const { items } = await store.listEvents({ types: ['chain.restored'], limit: 9 });
    expect(items.map(({ data }) => [data['actor'], data['chains']])).toEqual([
      [
        'ann',
        expect.arrayContaining([
          { topic: 'sluice.audit', key: 'shop/prod/orders', after: 1, sequence: 2 },
          { topic: 'sluice.audit', key: 'shop/prod/sales', after: 0, sequence: 1 },
        ]),
      ],
    ]);
  });
});

describe('a backup of the embedded store', () => {
  test('is private, whole, and puts nothing in the place of what is there', async () => {
    const path = join(folder.path, 'store.db');
    await expect(backupStore({ kind: 'sqlite', path }, backup())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const store = await storeAt(path);
    await withPipeline(store, 'orders');
    await backupStore({ kind: 'sqlite', path }, backup());
    expect((await stat(backup())).mode & 0o777).toBe(0o600);
    await expect(backupStore({ kind: 'sqlite', path }, backup())).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
    const elsewhere = join(folder.path, 'none', 'backup.db');
    await expect(backupStore({ kind: 'sqlite', path }, elsewhere)).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
    expect(await (await storeAt(backup())).listDeployments({})).toEqual(await store.listDeployments({}));
  });

  test('is refused for a store that has tools of its own', async () => {
    const address = { host: 'db', port: 3306, database: 'sluice', username: 'u', password: 'hunter2' };
    const refused = backupStore({ kind: 'mysql', ...address }, backup());
    await expect(refused).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
      help: expect.stringContaining('--single-transaction'),
    });
  });
});
