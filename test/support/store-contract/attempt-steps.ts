import { describe, expect, test } from 'vitest';
import type { BeginAtOnce, Store } from '../../../src/runtime/ports/index.ts';
import { claimRuns } from '../../../src/runtime/store/queries/claim-runs.ts';
import { finishAttempt } from '../../../src/runtime/store/queries/finish-attempt.ts';
import { startAttempt } from '../../../src/runtime/store/queries/start-attempt.ts';
import { takeAttemptSteps } from '../../../src/runtime/store/queries/take-attempt-steps.ts';
import type { Transaction } from '../../../src/runtime/store/transaction.ts';
import { allEvents, expectWholeChains } from './events.ts';
import { compiled, deploy, eventTypes, fire, LEADER, MINUTE, SCOPE, START, type Transact } from './fixtures.ts';

const UNTIL = START + 60 * MINUTE;
const DONE = { attemptState: 'succeeded', runState: 'succeeded', metrics: { rowsRead: 7 } } as const;

/** Steps of attempts that are taken together. */
export function describeAttemptSteps(open: () => Promise<Store>, transact: Transact): void {
  describe('steps of attempts', () => {
    test('of many runs at once are each taken, with what is told of them in order', async () => {
      const store = await open();
      const runs = await claimedRuns(store, 230);
      const started = await Promise.all(runs.map((id) => start(store, id)));
      expect(started.map((run) => [run?.state, run?.attempts.length])).toEqual(runs.map(() => ['starting', 1]));
      for (const index of [0, 99, 100, 229]) expect(await store.getRun(runs[index] ?? '')).toEqual(started[index]);
      const half = runs.slice(0, 115);
      await Promise.all(half.map((id) => store.markRunning(id, 'one', 1, START + 1)));
      await Promise.all(half.map((id) => store.updateMetrics(id, 'one', 1, { rowsRead: 3 })));
      expect(await store.getRun(half[3] ?? '')).toMatchObject({ state: 'running', metrics: { rowsRead: 3 } });
      const ended = await Promise.all(runs.map((id) => store.finishAttempt(id, 'one', 1, DONE, START + 2)));
      expect(new Set(ended)).toEqual(new Set([true]));
      for (const index of [0, 229]) {
        const told = ['run.scheduled', 'run.claimed', 'run.starting', 'run.running', 'run.succeeded'];
        expect(await eventTypes(store, name(index))).toEqual(told);
        expect(await store.getRun(runs[index] ?? '')).toMatchObject({
          state: 'succeeded',
          values: { '${fire}': `value of ${runs[index]}` },
          metrics: { rowsRead: 7 },
          finishedAt: START + 2,
          executor: undefined,
          attempts: [{ state: 'succeeded', executor: 'one', finishedAt: START + 2, metrics: { rowsRead: 7 } }],
        });
      }
      expectWholeChains(await allEvents(store));
    });

    test('that cannot be taken, or are not ours to take, keep none of the others from it', async () => {
      const store = await open();
      const runs = await claimedRuns(store, 9);
      const [first = '', second = ''] = runs;
      await store.adoptRun(second, 'two', UNTIL + MINUTE, UNTIL + 1);
      const circular: Record<string, unknown> = { id: 'job' };
      circular['self'] = circular;
      const answers = await Promise.allSettled([
        // `as`: no engine gives such a reference, which is what makes it fail
        store.startAttempt(first, 'one', circular as { id: string }, {}, undefined, START),
        ...runs.slice(1).map((id) => start(store, id)),
        start(store, 'nowhere'),
      ]);
      expect(answers[0]).toMatchObject({ status: 'rejected' });
      expect(answers.slice(1).map((answer) => (answer.status === 'fulfilled' ? answer.value?.id : answer))).toEqual([
        undefined,
        ...runs.slice(2),
        undefined,
      ]);
      expect((await store.getRun(first))?.state).toBe('claimed');
      expect(await eventTypes(store, name(1))).toEqual(['run.scheduled', 'run.claimed', 'run.adopted']);
      expectWholeChains(await allEvents(store));
    });

    test('move the cursors of theirs alone, whoever else ends with them', async () => {
      const store = await open();
      const runs = await claimedRuns(store, 4);
      await Promise.all(runs.map((id) => start(store, id)));
      await Promise.all(
        runs.map((id, index) => store.finishAttempt(id, 'one', 1, index < 2 ? { ...DONE, cursor: id } : DONE, START)),
      );
      const cursors = await Promise.all(runs.map((_, index) => store.getCursor({ ...SCOPE, pipeline: name(index) })));
      expect(cursors).toEqual([runs[0], runs[1], undefined, undefined]);
    });

    test('of runs that can begin at once are taken with the claim, those of the others are not', async () => {
      const store = await open();
      const runs = await claimedRuns(store, 0, 5);
      const begin: BeginAtOnce = ({ id }) =>
        id === runs[3] ? undefined : { engineRef: { id: `job-${id}` }, values: { '${fire}': id }, cursor: undefined };
      const taken = await store.claimRuns(SCOPE, 'one', ['local'], 4, UNTIL, START, { begin });
      expect(taken.map(({ id, state, attempts }) => [id, state, attempts.length])).toEqual([
        [runs[0], 'starting', 1],
        [runs[1], 'starting', 1],
        [runs[2], 'starting', 1],
        [runs[3], 'claimed', 0],
      ]);
      for (const run of taken) expect(await store.getRun(run.id)).toEqual(run);
      expect((await store.getRun(runs[4] ?? ''))?.state).toBe('scheduled');
      expect(await store.getRun(runs[0] ?? '')).toMatchObject({
        executor: 'one',
        claimedUntil: UNTIL,
        startedAt: START,
        values: { '${fire}': runs[0] },
        attempts: [{ number: 1, state: 'starting', executor: 'one', engineRef: { id: `job-${runs[0]}` } }],
      });
      expect(await eventTypes(store, name(0))).toEqual(['run.scheduled', 'run.claimed', 'run.starting']);
      expect(await eventTypes(store, name(3))).toEqual(['run.scheduled', 'run.claimed']);
      expect(await start(store, runs[3] ?? '')).toMatchObject({ state: 'starting' });
      const ended = await Promise.all(runs.map((id) => store.finishAttempt(id, 'one', 1, DONE, START)));
      expect(ended).toEqual([true, true, true, true, false]);
      expectWholeChains(await allEvents(store));
    });

    test('that began with a claim are found by it again, as they are on record, when its commit seemed to fail', async () => {
      const store = await open();
      await claimedRuns(store, 0, 2);
      const begun = (salt: string) => async (tx: Transaction) =>
        claimRuns(
          tx,
          SCOPE,
          {
            executor: 'one',
            until: UNTIL,
            now: START,
            begin: ({ id }) => ({ engineRef: { id: `${salt}-${id}` }, values: {}, cursor: undefined }),
          },
          { engineTypes: ['local'], labels: [], limit: 9 },
        );
      const first = await transact(begun('first'));
      expect(first.map(({ state }) => state)).toEqual(['starting', 'starting']);
      expect(await transact(begun('second'), true)).toEqual(first);
      expect(await transact(begun('third'))).toEqual([]);
    });

    test('that begin at once count on from those that a run has had', async () => {
      const store = await open();
      const [id = ''] = await claimedRuns(store, 1);
      await start(store, id);
      const again = { attemptState: 'failed', runState: 'retry-wait', metrics: {}, notBefore: START + 1 } as const;
      await store.finishAttempt(id, 'one', 1, again, START);
      const begin: BeginAtOnce = (run) => ({
        engineRef: { id: `job-${run.attempts.length + 1}` },
        values: {},
        cursor: undefined,
      });
      expect(await store.claimRuns(SCOPE, 'two', ['local'], 9, UNTIL, START + 1, { begin })).toMatchObject([
        {
          id,
          state: 'starting',
          attempts: [{ state: 'failed' }, { number: 2, engineRef: { id: 'job-2' }, executor: 'two' }],
        },
      ]);
    });

    test('of two executors that take the same are taken by the one that holds the run', async () => {
      const [left, right] = [await open(), await open()];
      const runs = await claimedRuns(left, 40);
      const all = await Promise.all([
        ...runs.map((id) => start(left, id)),
        ...runs.toReversed().map((id) => start(right, id, 'two')),
      ]);
      expect(all.filter((run) => run !== undefined).map(({ id }) => id)).toEqual(runs);
      const [ended, refused] = await Promise.all([
        Promise.all(runs.map((id) => left.finishAttempt(id, 'one', 1, DONE, START))),
        Promise.all(runs.toReversed().map((id) => right.finishAttempt(id, 'two', 1, DONE, START))),
      ]);
      expect([new Set(ended), new Set(refused)]).toEqual([new Set([true]), new Set([false])]);
      expectWholeChains(await allEvents(left));
    });

    test('that may have been committed before are known again, those beside them are taken', async () => {
      const store = await open();
      const [first = '', second = ''] = await claimedRuns(store, 2);
      const steps = [first, second].map((id) =>
        startAttempt(id, 'one', { engineRef: { id: `job-${id}` }, values: {}, cursor: undefined }, START),
      );
      await start(store, first);
      const answers = await transact((tx) => takeAttemptSteps(tx, steps, true));
      expect(answers).toMatchObject([{ id: first }, { id: second }]);
      expect(await eventTypes(store, name(0))).toEqual(['run.scheduled', 'run.claimed', 'run.starting']);
      await store.finishAttempt(first, 'one', 1, DONE, START);
      const ends = [first, second].map((id) => finishAttempt(id, 'one', 1, DONE, START));
      expect(await transact((tx) => takeAttemptSteps(tx, ends, false))).toEqual([false, true]);
      expect(await transact((tx) => takeAttemptSteps(tx, ends, true))).toEqual([true, true]);
      expectWholeChains(await allEvents(store));
    });
  });
}

function name(index: number): string {
  return `p${String(index).padStart(3, '0')}`;
}

function start(store: Store, id: string, executor = 'one') {
  return store.startAttempt(id, executor, { id: `job-${id}` }, { '${fire}': `value of ${id}` }, undefined, START);
}

/** Runs of as many pipelines, `count` of which executor `one` has claimed. */
async function claimedRuns(store: Store, count: number, all = count): Promise<readonly string[]> {
  const fence = await store.nextFence(LEADER, 0);
  const artefacts = Array.from({ length: all }, (_, index) => compiled(name(index)));
  await store.applyChanges(
    fence,
    'revision-1',
    artefacts.map((artefact) => deploy(artefact)),
    START,
    'reconciler',
  );
  const fires = artefacts.map((artefact, index) => ({
    request: fire(artefact, START, { nextFireTime: UNTIL }),
    runId: `run-${name(index)}`,
  }));
  await store.recordFires(fence, fires, START);
  await store.claimRuns(SCOPE, 'one', ['local'], count, UNTIL, START);
  return fires.map(({ runId }) => runId);
}
