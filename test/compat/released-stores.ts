import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/runtime/ports/index.ts';
import type { StoreLook } from '../../src/runtime/store/index.ts';
import { allEvents, expectWholeChains } from '../support/store-contract/events.ts';
import { key, LEADER, MINUTE, SCOPE, START } from '../support/store-contract/fixtures.ts';

const FOLDER = new URL('stores/', import.meta.url);
const PROCESS = {
  host: 'alpha',
  version: '1.0.0',
  project: 'shop',
  environment: 'prod',
  roles: ['execute'],
  startedAt: START,
  drained: false,
};
const LATER = START + 60 * MINUTE;
const FAR = START + 99 * MINUTE;

/** An empty database, before any build has opened it. */
export interface EmptyDatabase extends AsyncDisposable {
  execute(statement: string, parameters?: readonly (string | number | null)[]): Promise<void>;
  /** The store as it is, for who has not started on it yet. */
  look(): StoreLook;
  /** The store that this build makes of it. */
  open(): Promise<Store>;
}

/** What releases have left behind goes on under this build, and they go on beside it. */
export function describeReleasedStores(flavour: 'sqlite' | 'mariadb', make: () => Promise<EmptyDatabase>): void {
  describe.each(readdirSync(FOLDER))(`${flavour}: a store of %s`, (release) => {
    const recorded = (extension: string): string =>
      readFileSync(new URL(`${release}/${flavour}.${extension}`, FOLDER), 'utf8');

    test('is brought forward, with all that is in it', async () => {
      await using database = await make();
      for (const statement of recorded('sql').split(';\n\n')) if (statement !== '') await database.execute(statement);
      await expectHistory(await database.open());
    });

    test('can be looked at without being brought forward', async () => {
      await using database = await make();
      const look = database.look();
      expect((await look.schema()).found).toBe(0);
      expect(await look.deployments({})).toEqual([]);
      for (const statement of recorded('sql').split(';\n\n')) if (statement !== '') await database.execute(statement);
      const { found, pending, othersGoOn } = await look.schema();
      expect([`schema-${found}`, othersGoOn]).toEqual([release, true]);
      expect(pending.length).toBeGreaterThan(0);
      const [orders, sales] = await look.deployments({ project: 'shop', environment: 'prod' });
      expect([orders?.pipeline, sales?.cursor]).toEqual(['orders', '41']);
      expect((await look.artefact(orders?.artefactDigest ?? ''))?.name).toBe('orders');
      expect(await look.processes()).toEqual([]);
      await (await database.open()).beat({ ...PROCESS, name: 'one' }, START);
      expect(await look.schema()).toMatchObject({ pending: [], newer: [], thisGoesOn: true });
      expect(await look.processes()).toEqual([{ name: 'one', version: '1.0.0' }]);
      await look.close();
    });

    test('has no leader of that release any more, once this build has opened it', async () => {
      await using database = await make();
      for (const statement of recorded('sql').split(';\n\n')) if (statement !== '') await database.execute(statement);
      await database.execute(
        `update sluice_lease set holder = 'old', fence = 41, expires_at = ${FAR} where name = 'leader'`,
      );
      const store = await database.open();
      // What such a process does to begin a term, with Redis and without: the same statements to this day, by another name.
      await expect(store.nextFence('leader', 41)).rejects.toMatchObject({ code: expect.any(String) });
      await expect(store.acquireLease('leader', 'old', MINUTE, START)).rejects.toMatchObject({
        code: expect.any(String),
      });
      expect(await store.renewLease('leader', 'old', 41, MINUTE, START)).toBe(false);
      // What it looks at before it writes: whatever fence it has, a greater one is there, or none that it can read.
      const seen = await store.currentFence('leader').catch(() => Number.POSITIVE_INFINITY);
      expect(Number(seen)).toBeGreaterThan(Number.MAX_SAFE_INTEGER);
      const fence = await store.nextFence(LEADER, 0);
      await store.applyChanges(fence, 'revision-3', [{ kind: 'delete', key: key('orders') }], LATER, 'reconcile');
    });

    test('is still written by a process of that release, after this build has brought it forward', async () => {
      await using database = await make();
      const store = await database.open();
      for (const line of recorded('jsonl').split('\n').filter(Boolean)) {
        const [statement, ...parameters] = JSON.parse(line) as [string, ...(string | number | null)[]]; // as recorded
        // its leaders are refused; what they had written before, others of it go on with
        if (statement.includes('sluice_lease')) continue;
        await database.execute(statement, parameters);
      }
      await expectHistory(store);
    });
  });
}

/** What `write-history.ts` has written is there, and goes on. */
async function expectHistory(store: Store): Promise<void> {
  const deployments = await store.listDeployments({ project: 'shop', includeDeleted: true });
  expect(deployments.map(({ pipeline, state, cursor }) => [pipeline, state, cursor]).toSorted()).toEqual([
    ['gone', 'deleted', undefined],
    ['orders', 'active', undefined],
    ['sales', 'active', '41'],
    ['sales-old', 'deleted', undefined],
  ]);
  for (const { artefactDigest } of deployments) expect(await store.getArtefact(artefactDigest)).toBeDefined();
  expect(await store.formerNames(key('sales'))).toEqual(['sales-old']);
  expect((await store.sourceStatus('shop', 'prod'))?.state).toBe('synced');
  const runs = (await store.listRuns({ project: 'shop', limit: 99 })).items;
  expect(runs.map(({ id, state }) => [id, state]).toSorted()).toEqual([
    ['run-due', 'scheduled'],
    ['run-failed', 'failed'],
    ['run-former', 'succeeded'],
    ['run-held', 'starting'],
  ]);
  const adopted = await store.adoptRun('run-held', 'two:2:2', LATER + MINUTE, LATER);
  expect(adopted?.attempts.map(({ engineRef }) => engineRef)).toEqual([{ id: 'job-held' }]);
  const end = { attemptState: 'succeeded', runState: 'succeeded', metrics: {}, cursor: '7' } as const;
  expect(await store.finishAttempt('run-held', 'two:2:2', 1, end, LATER)).toBe(true);
  const claimed = await store.claimRuns(SCOPE, 'two:2:2', ['local'], 9, LATER + MINUTE, LATER);
  expect(claimed.map(({ id }) => id)).toEqual(['run-due']);
  expect((await store.unpublishedEvents(999)).length).toBeGreaterThan(5);
  expect(await store.recordHeads(99, LATER)).toBeGreaterThan(0);
  const fence = await store.nextFence(LEADER, 0);
  await store.applyChanges(fence, 'revision-3', [{ kind: 'delete', key: key('orders') }], LATER, 'reconcile');
  expectWholeChains(await allEvents(store));
}
