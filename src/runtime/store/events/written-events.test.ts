import { readFileSync } from 'node:fs';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, test } from 'vitest';
import { allEvents } from '../../../../test/support/store-contract/events.ts';
import { compiled, deploy, fire, key, MINUTE, START } from '../../../../test/support/store-contract/fixtures.ts';
import { publishedSchema } from '../../../../test/support/published-schema.ts';
import { tempDir } from '../../../../test/support/temp-dir.ts';
import { createSystemClock } from '../../observe/index.ts';
import {
  EVENT_TYPES,
  FOUND_CONDITION_TYPES,
  type AttemptEnd,
  type DeploymentChange,
  type Store,
} from '../../ports/index.ts';
import { createSqliteStore } from '../index.ts';

/** Rows of the table of types in docs/events.md. */
function documented(): ReadonlyMap<string, readonly string[]> {
  const page = readFileSync(new URL('../../../../docs/events.md', import.meta.url), 'utf8');
  const [, table = ''] = /<!-- types:begin -->(.*)<!-- types:end -->/s.exec(page) ?? [];
  const rows = [...table.matchAll(/^\| `([\w.-]+)` *\| ([\w.`, ]+) *\|/gm)];
  return new Map(rows.map(([, type = '', topics = '']) => [type, topics.replaceAll('`', '').trim().split(', ')]));
}

describe('the events that a store writes', () => {
  test('are of the types in docs/events.md, which has no others', () => {
    expect(documented()).toEqual(new Map(Object.entries(EVENT_TYPES)));
  });

  test('are of every type, and satisfy schemas/event.schema.json, who and what in each', async () => {
    await using folder = await tempDir();
    const store = createSqliteStore({ path: `${folder.path}/s.db`, clock: createSystemClock() });
    await store.open(START);
    await deployments(store);
    await runs(store);
    await backfills(store);
    inDatabase(folder.path, "UPDATE sluice_deployment SET state = 'suspended' WHERE pipeline = 'customers'");
    await store.healDeployment(0, key('customers'), undefined, START);
    const drain = { target: 'alpha', actor: 'ann', project: 'shop', environment: 'prod' };
    await store.drain({ ...drain, reason: 'new disks', handOver: true }, START);
    await store.undrain(drain, START);
    await store.recordHeads(99, START);
    await store.rejoinChains(
      [{ topic: 'sluice.audit', key: 'shop/prod/elsewhere', sequence: 7, hash: 'a'.repeat(64) }],
      'ann',
      START,
    );
    const events = await allEvents(store);
    await store.close();
    const conforms = publishedSchema('event');
    for (const { publishedAt: _publishedAt, ...event } of events) {
      conforms(JSON.parse(JSON.stringify(event)));
      expect([event.type, conforms.errors ?? []]).toEqual([event.type, []]);
      expect([event.type, documented().get(event.type)]).toEqual([event.type, expect.arrayContaining([event.topic])]);
    }
    expect([...new Set(events.map(({ type }) => type))].toSorted()).toEqual(Object.keys(EVENT_TYPES).toSorted());
  });

  test('tell how the cursor moved, and only where it did', async () => {
    await using folder = await tempDir();
    const store = createSqliteStore({ path: `${folder.path}/s.db`, clock: createSystemClock() });
    await store.open(START);
    const artefact = compiled('orders');
    await store.applyChanges(0, 'r1', [deploy(artefact)], START, 'reconcile');
    // a later fire has ended before an earlier one
    for (const [minute, cursor] of [
      [1, '10'],
      [3, '30'],
      [2, '20'],
    ] as const) {
      const id = `run-${minute}`;
      await store.recordFire(undefined, fire(artefact, START + minute * MINUTE), id, START);
      await started(store, id);
      await store.finishAttempt(id, 'one', 1, { ...END, cursor }, START);
    }
    const moves = (await allEvents(store))
      .filter(({ type }) => type === 'run.succeeded')
      .map(({ data }) => data['cursor']);
    expect(moves.toReversed()).toEqual([{ to: '10' }, { from: '10', to: '30' }, undefined]);
    await store.close();
  });
});

const END: AttemptEnd = { attemptState: 'succeeded', runState: 'succeeded', metrics: { rowsRead: 2 } };

async function started(store: Store, id: string): Promise<void> {
  await store.claimRun(id, 'one', START + MINUTE, START);
  await store.startAttempt(id, 'one', { id: `job-${id}` }, {}, undefined, START);
}

/** What somebody with a client of the database does. */
function inDatabase(folder: string, sql: string): void {
  const database = new DatabaseSync(`${folder}/s.db`);
  database.exec(sql);
  database.close();
}

/** Everything that can become of a deployment, and of where it comes from. */
async function deployments(store: Store): Promise<void> {
  const first = compiled('orders');
  const steps: readonly DeploymentChange[] = [
    deploy(first),
    deploy(compiled('orders', { text: 'second' })),
    deploy(compiled('orders', { state: 'suspended' })),
    deploy(first),
    { ...deploy(compiled('sales')), kind: 'move', from: 'orders' } as DeploymentChange, // a deploy has what a move needs
    { kind: 'delete', key: key('sales') },
  ];
  await store.recordFire(
    undefined,
    { ...fire(first, START), artefactDigest: await stored(store) },
    'run-moving',
    START,
  );
  for (const [index, change] of steps.entries())
    await store.applyChanges(0, `r${index}`, [change], START + index, 'reconcile');
  const place = { project: 'shop', environment: 'prod' };
  const status = { ...place, revision: 'r', diagnostics: [], files: 1, pipelines: 1, checkedAt: START };
  for (const state of ['synced', 'broken', 'unreadable'] as const) await store.setSourceStatus(0, { ...status, state });
  await store.setSourceStatus(0, { ...status, kind: 'apply', state: 'synced' });
  for (const type of FOUND_CONDITION_TYPES) {
    const found = { pipeline: 'customers', subject: '', reason: 'WHY', message: 'so it is', generation: 0 };
    await store.setConditions(0, place, type, [found], START);
    await store.setConditions(0, place, type, [], START);
  }
  await store.restoreDeployment(
    { key: key('sales'), state: 'active', nextFireTime: undefined, actor: 'ann' },
    START + 9,
  );
  await store.applyChanges(0, 'r9', [{ kind: 'delete', key: key('sales') }], START + 10, 'reconcile');
  await store.purgeDeleted(0, place, START + 11, 9, START + 11);
  const changes = [deploy(compiled('customers'))];
  const expected = new Map([['customers', undefined]]);
  await store.applyReviewed({ ...place, revision: 'r', changes, expected, actor: 'ann', seal: 'seal' }, START);
  const paused = { key: key('customers'), actor: 'ann' };
  await store.pauseDeployment(paused, START);
  await store.resumeDeployment(paused, START);
  await store.changeCursor({ ...paused, from: undefined, to: '5' }, START);
  await store.changeCursor({ ...paused, from: '5', to: undefined }, START);
  const earlier = { compiled: compiled('customers', { text: 'earlier' }), revision: 'r0', nextFireTime: undefined };
  await store.rollBackDeployment({ key: key('customers'), ...earlier, to: 0, seen: 1, actor: 'ann' }, START);
  const later = { compiled: compiled('customers'), nextFireTime: undefined };
  await store.undoRollback({ key: key('customers'), ...later, actor: 'ann' }, START);
}

/** Everything that can become of a backfill. */
async function backfills(store: Store): Promise<void> {
  const { digest: artefactDigest } = compiled('customers');
  const range = { from: START, to: START + MINUTE, order: 'oldest-first', concurrency: 1 } as const;
  for (const id of ['one', 'two', 'three']) {
    const wish = {
      ...key('customers'),
      ...range,
      id,
      allowDuplicates: false,
      onFailure: 'stop',
      actor: 'ann',
    } as const;
    await store.createBackfill({ wish, total: 2, artefactDigest }, START);
    await store.changeBackfill(id, { to: 'pause', actor: 'ann', why: 'night' }, START);
    const resumed = await store.changeBackfill(id, { to: 'resume', actor: 'ann' }, START);
    if (id === 'one') await store.changeBackfill(id, { to: 'cancel', actor: 'ann' }, START);
    else if (resumed !== undefined)
      await store.feedBackfill(
        0,
        { backfill: resumed.backfill, feed: [], again: [], state: id === 'two' ? 'succeeded' : 'failed' },
        START,
      );
  }
}

async function stored(store: Store): Promise<string> {
  const artefact = compiled('orders');
  await store.putArtefact(artefact, START);
  return artefact.digest;
}

/** Everything that can become of a run. */
async function runs(store: Store): Promise<void> {
  const artefact = compiled('customers');
  const record = (id: string, minute: number, more: Parameters<typeof fire>[2] = {}): Promise<unknown> =>
    store.recordFire(undefined, fire(artefact, START + minute * MINUTE, more), id, START);
  const ends: Readonly<Record<string, AttemptEnd>> = {
    succeeded: END,
    failed: { ...END, attemptState: 'failed', runState: 'failed', reason: { code: 'JOB_FAILED', message: 'no' } },
    late: { ...END, attemptState: 'timed-out', runState: 'timed-out' },
    again: { ...END, attemptState: 'lost', runState: 'retry-wait', notBefore: START },
  };
  for (const [index, [id, end]] of Object.entries(ends).entries()) {
    await record(id, index + 1, { actor: 'ann' });
    await started(store, id);
    await store.markRunning(id, 'one', 1, START);
    await store.finishAttempt(id, 'one', 1, end, START);
  }
  const reason = { code: 'MISFIRE_SKIPPED', message: 'missed' };
  await record('skipped', 10, { state: 'skipped', reason });
  await record('waiting', 11, { state: 'waiting', reason });
  await store.requestCancel('waiting', 'ann', START);
  await record('adopted', 12);
  await started(store, 'adopted');
  await store.adoptRun('adopted', 'two', START + 9 * MINUTE, START + 2 * MINUTE);
  await store.reopenRun('failed', { actor: 'ann' }, START);
}
