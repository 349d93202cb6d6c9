import { join } from 'node:path';
import { Kysely } from 'kysely';
import { describe, expect, test } from 'vitest';
import { allEvents, expectWholeChains } from '../../../test/support/store-contract/events.ts';
import {
  compiled,
  deploy,
  fire,
  key,
  LEADER,
  MINUTE,
  SCOPE,
  START,
} from '../../../test/support/store-contract/fixtures.ts';
import { tempDir } from '../../../test/support/temp-dir.ts';
import { OperatingError } from '../errors.ts';
import { createSystemClock } from '../observe/index.ts';
import type { AttemptEnd, EventRecord, Store } from '../ports/index.ts';
import { assembleStore } from './assemble-store.ts';
import type { Backend } from './backend.ts';
import type { StoreSchema } from './schema.ts';
import { createSqliteBackend } from './sqlite/sqlite-backend.ts';
import { openSqliteConnection, type SqliteConnection } from './sqlite/sqlite-connection.ts';
import { createSqliteDialect } from './sqlite/sqlite-dialect.ts';

const LOST = new OperatingError('STORE_UNREACHABLE', 'the connection was lost', { retryable: true });

/** Where the connection is lost: just before a commit takes effect, or just after, so that nobody hears of it. */
type Moment = 'never' | 'before the commit' | 'after the commit';

/** SQLite whose connection seems lost at the first commit of every transaction; the repeat goes through. */
function faultyBackend(path: string, moment: Moment): Backend {
  const sound = createSqliteBackend(path);
  const connect = (): SqliteConnection => {
    const connection = openSqliteConnection(path);
    let commits = 0;
    return {
      ...connection,
      get inTransaction() {
        return connection.inTransaction;
      },
      run(sql, parameters) {
        const fails = moment !== 'never' && sql === 'commit' && commits++ % 2 === 0;
        if (!fails) return connection.run(sql, parameters);
        if (moment === 'after the commit') connection.run(sql, parameters);
        throw LOST;
      },
    };
  };
  const db = new Kysely<StoreSchema>({ dialect: createSqliteDialect(connect) });
  return {
    ...sound,
    db,
    classify: (thrown) => (thrown === LOST ? { repeat: 'connection', error: LOST } : sound.classify(thrown)),
    async close() {
      await db.destroy();
      await sound.close();
    },
  };
}

/** A life with every kind of write in it; what each of them answered. */
async function live(store: Store): Promise<readonly unknown[]> {
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

async function liveWith(moment: Moment): Promise<{ answers: readonly unknown[]; events: readonly EventRecord[] }> {
  await using folder = await tempDir();
  const backend = faultyBackend(join(folder.path, 'a.db'), moment);
  const store = assembleStore({ backend, clock: createSystemClock() });
  await store.open(START);
  const answers = await live(store);
  const events = await allEvents(store);
  await store.close();
  return { answers, events };
}

describe('createTransactor', () => {
  test.each(['before the commit', 'after the commit'] as const)(
    'gives the same answers and the same events when the connection is lost %s',
    async (moment) => {
      const undisturbed = await liveWith('never');
      const disturbed = await liveWith(moment);
      expect(disturbed.answers).toEqual(undisturbed.answers);
      expect(disturbed.events).toEqual(undisturbed.events);
      expectWholeChains(disturbed.events);
    },
  );

  test('gives up with the reason when the connection stays lost', async () => {
    await using folder = await tempDir();
    const sound = createSqliteBackend(join(folder.path, 'a.db'));
    const waits: number[] = [];
    const clock = { sleep: async (ms: number) => void waits.push(ms) };
    const backend: Backend = {
      ...sound,
      prepare: () => Promise.reject(LOST),
      classify: () => ({ repeat: 'connection', error: LOST }),
    };
    const store = assembleStore({ backend, clock });
    await expect(store.open(START)).rejects.toBe(LOST);
    expect(waits.length).toBeGreaterThan(2);
    await store.close();
  });
});
