import type { Store } from '../../src/runtime/ports/index.ts';
import { compiled, deploy, fire, key, LEADER, MINUTE, START } from '../support/store-contract/fixtures.ts';

/**
 * Something of everything that a store keeps: deployments, one of them moved and one deleted, runs that are over, held and
 * wait, a cursor, events of which some are published, head records, and the status of the source. Written through methods that
 * every version has.
 */
export async function writeHistory(store: Store): Promise<void> {
  const fence = await store.nextFence(LEADER, 0);
  const orders = compiled('orders');
  const former = compiled('sales-old');
  const sales = compiled('sales');
  await store.applyChanges(
    fence,
    'revision-1',
    [deploy(orders), deploy(former), deploy(compiled('gone'))],
    START,
    'reconcile',
  );
  await store.recordFire(fence, fire(former, START), 'run-former', START);
  await store.claimRun('run-former', 'one:1:1', START + MINUTE, START);
  await store.startAttempt('run-former', 'one:1:1', { id: 'job-former' }, { '${fire}': 'x' }, undefined, START);
  await store.finishAttempt(
    'run-former',
    'one:1:1',
    1,
    { attemptState: 'succeeded', runState: 'succeeded', metrics: { rowsRead: 3, rowsWritten: 3 }, cursor: '41' },
    START + 1_000,
  );
  const moved = {
    kind: 'move',
    key: key('sales'),
    from: 'sales-old',
    compiled: sales,
    nextFireTime: START + MINUTE,
  } as const;
  await store.applyChanges(
    fence,
    'revision-2',
    [moved, { kind: 'delete', key: key('gone') }],
    START + 2_000,
    'reconcile',
  );
  await store.recordFire(fence, fire(orders, START), 'run-failed', START);
  await store.claimRun('run-failed', 'one:1:1', START + MINUTE, START);
  await store.startAttempt('run-failed', 'one:1:1', { id: 'job-failed' }, {}, undefined, START);
  await store.finishAttempt(
    'run-failed',
    'one:1:1',
    1,
    {
      attemptState: 'failed',
      runState: 'failed',
      metrics: {},
      reason: { code: 'JOB_FAILED', message: 'it ended with exit code 1' },
    },
    START + 3_000,
  );
  await store.recordFire(fence, fire(orders, START + MINUTE), 'run-held', START + MINUTE);
  await store.claimRun('run-held', 'one:1:1', START + 2 * MINUTE, START + MINUTE);
  await store.startAttempt('run-held', 'one:1:1', { id: 'job-held' }, {}, undefined, START + MINUTE);
  await store.recordFire(fence, fire(orders, START + 2 * MINUTE), 'run-due', START + 2 * MINUTE);
  await store.setSourceStatus(fence, {
    project: 'shop',
    environment: 'prod',
    kind: 'folder',
    revision: 'revision-2',
    state: 'synced',
    diagnostics: [],
    files: 2,
    pipelines: 2,
    compiled: ['orders', 'sales'],
    checkedAt: START + 2_000,
  });
  await store.recordHeads(100, START + 3 * MINUTE);
  const published = await store.unpublishedEvents(5);
  await store.markPublished(
    published.map(({ id }) => id),
    START + 3 * MINUTE,
  );
}
