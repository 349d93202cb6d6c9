import { expect, test } from 'vitest';
import { SCHEDULER } from '../../support/store-contract/fixtures.ts';
import { explore } from './explore.ts';

const PATIENCE_MS = 300_000;

test.each([
  { nodes: 1, fires: 2, crashes: 1 },
  { nodes: 2, fires: 1, crashes: 0 },
])(
  'every order of steps of $nodes processes, $fires fires and $crashes crashes ends with each fire done once',
  async (scope) => {
    const found = await explore(scope);
    expect(found.broken).toEqual([]);
    expect(found.whole).toBe(true);
    expect(found.done).toBeGreaterThan(0);
  },
  PATIENCE_MS,
);

test(
  'a store that lets an old fence write is found out',
  async () => {
    const { broken } = await explore({
      nodes: 2,
      fires: 1,
      crashes: 0,
      spoil: (store) => ({
        ...store,
        recordFires: async (_, fires, now) => store.recordFires(await store.currentFence(SCHEDULER), fires, now),
      }),
    });
    expect(broken[0]).toMatch(/wrote under fence 1, and 2 was given; after: /);
  },
  PATIENCE_MS,
);

test(
  'a store that takes an end from whoever tells it is found out',
  async () => {
    const { broken } = await explore({
      nodes: 2,
      fires: 1,
      crashes: 0,
      spoil: (store) => ({
        ...store,
        async finishAttempt(runId, executor, ...more) {
          const run = await store.getRun(runId);
          return store.finishAttempt(runId, run?.executor ?? executor, ...more);
        },
      }),
    });
    expect(broken[0]).toMatch(/the end that #?\S+ tells of .* counted: true; after: /);
  },
  PATIENCE_MS,
);
