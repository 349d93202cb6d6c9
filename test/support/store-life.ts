import type { AttemptEnd, Store } from '../../src/runtime/ports/index.ts';
import { compiled, deploy, fire, key, LEADER, MINUTE, SCOPE, START } from './store-contract/fixtures.ts';

/** A life with every kind of write in it; what each of them answered. */
export async function liveOnce(store: Store): Promise<readonly unknown[]> {
  const until = START + MINUTE;
  const lost: AttemptEnd = { attemptState: 'lost', runState: 'retry-wait', metrics: {}, notBefore: START };
  const done: AttemptEnd = { attemptState: 'succeeded', runState: 'succeeded', metrics: { rowsRead: 1 }, cursor: 'c' };
  const artefact = compiled('orders');
  const answers: unknown[] = [];
  const note = async <T>(answer: Promise<T>): Promise<T> => {
    const value = await answer;
    answers.push(value);
    return value;
  };
  const lease = await note(store.acquireLease(LEADER, 'me', MINUTE, START));
  const fence = lease?.fence ?? 0;
  await note(store.renewLease(LEADER, 'me', fence, MINUTE, START));
  await store.applyChanges(fence, 'r1', [deploy(artefact)], START, 'ann');
  await note(store.recordFire(fence, fire(artefact, START, { nextFireTime: until }), 'run-1', START));
  await note(store.recordFire(fence, fire(artefact, until, { state: 'waiting' }), 'run-2', START));
  await note(store.recordFire(undefined, fire(artefact, START + 9 * MINUTE, { trigger: 'manual' }), 'run-3', START));
  await note(store.releaseWaiting(fence, 'run-2', 'scheduled', undefined, START));
  await note(store.claimRuns(SCOPE, 'one', ['local'], 1, until, START));
  await note(store.startAttempt('run-1', 'one', { id: 'job-1' }, { a: 'b' }, undefined, START));
  await note(store.markRunning('run-1', 'one', 1, START));
  await note(store.adoptRun('run-1', 'two', until + 1, until));
  await note(store.finishAttempt('run-1', 'two', 1, lost, until));
  await note(store.claimRun('run-1', 'two', until + 2, until));
  await store.releaseClaim('run-1', 'two', until);
  await note(store.claimRun('run-1', 'two', until + 3, until));
  await note(store.renewClaims('two', ['run-1'], until + 4, until));
  await note(store.startAttempt('run-1', 'two', { id: 'job-2' }, {}, undefined, until));
  await store.updateMetrics('run-1', 'two', 2, { rowsRead: 1 });
  await note(store.requestCancel('run-1', 'ann', until));
  await note(store.requestCancel('run-2', 'ann', until));
  await note(store.finishAttempt('run-1', 'two', 2, done, until));
  await note(store.reopenRun('run-1', { actor: 'ann', again: true }, until));
  await note(store.reopenRun('run-2', { actor: 'ann' }, until + 1));
  answers.push(await store.getCursor(key('orders')));
  await store.appendAudit({ key: 'shop/prod/orders', type: 'deployment.suspended', data: { actor: 'ann' } }, until);
  await store.applyChanges(fence, 'r2', [{ kind: 'delete', key: key('orders') }], until, 'ann');
  await store.releaseLease(LEADER, 'me', fence);
  answers.push((await store.listRuns({ limit: 10 })).items, await store.getDeployment(key('orders')));
  return answers;
}
