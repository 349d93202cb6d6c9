import { describe, expect, test } from 'vitest';
import { runCampaign } from '../proof/runtime/campaign.ts';
import { stack } from '../support/stack.ts';

const { mariadb, redis, kafka } = await stack();
/** Not a measure of anything: it ends as long as work goes on, however slowly. */
const PATIENCE_MS = 900_000;

describe.skipIf(mariadb === undefined || redis === undefined || kafka === undefined)('real daemons', () => {
  if (mariadb === undefined || redis === undefined || kafka === undefined) return;

  test(
    'lose and double nothing in thirty rounds of kill -9 and SIGSTOP at named points, over a network in trouble',
    { timeout: PATIENCE_MS },
    async () => {
      const { lost, doubled, problems, counts } = await runCampaign(
        7,
        { mariadb, redis, kafka },
        { rounds: 30, troubles: 6 },
      );
      console.log(JSON.stringify({ lost: lost.length, doubled: doubled.length, ...counts }));
      expect(problems).toEqual([]);
      expect(counts).toMatchObject({ 'process rounds': 30, 'network troubles': 6, 'verifications by the program': 1 });
      expect(
        Math.min(...['kills', 'freezes', 'terms', 'runs', 'events'].map((name) => counts[name] ?? 0)),
      ).toBeGreaterThan(2);
      expect(counts['writes held against their fence']).toBeGreaterThan(20);
    },
  );
});
