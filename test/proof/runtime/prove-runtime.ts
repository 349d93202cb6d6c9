import { setup } from '../../support/stack-setup.ts';
import { stack } from '../../support/stack.ts';
import { proveHistories } from '../simulator/prove-histories.ts';
import { readBudget, say } from '../support/budget.ts';
import { Tally } from '../support/verdict.ts';
import { runRound } from './round.ts';
import type { Services } from './stack-place.ts';

/** What a round takes on a busy machine, the quiet at its end included. */
const ROUND_MS = 35_000;

/** Histories of the simulator before the rounds with real processes; they may take this part of the time. */
const HISTORIES = 1_000;
const HISTORIES_SHARE = 0.4;

/**
 * The seeded histories of the simulator, then the crash loop: the built program as real processes, one daemon on SQLite and two on MariaDB, Redis and Kafka, both
 * kinds at the same time. Prints every round; the exit code is 1 when an invariant fell.
 */
export async function proveRuntime(): Promise<number> {
  const budget = readBudget(process.env);
  say(`seeds from ${budget.seed} (SLUICE_PROOF_SEED=${budget.seed} chooses the same faults again)`);
  // Daemons are ended when this process exits; by a signal alone it would not exit that way.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  const tally = new Tally('runtime');
  const until = performance.now() + budget.seconds * 1_000 * HISTORIES_SHARE;
  await proveHistories(
    { first: budget.seed, count: Math.min(budget.rounds, HISTORIES), hasTime: () => performance.now() < until },
    tally,
  );
  const down = await setup();
  let rounds = 0;
  try {
    const services = await servicesOfStack();
    let next = budget.seed;
    const lane = async (kind: 'sqlite' | 'stack', on: Services | undefined): Promise<void> => {
      while (next - budget.seed < budget.rounds && budget.hasTimeFor(ROUND_MS)) {
        const seed = next++;
        const began = performance.now();
        const verdict = await runRound(seed, on);
        tally.add(`${seed} (${kind})`, verdict);
        rounds++;
        const seconds = ((performance.now() - began) / 1_000).toFixed(1);
        const counts = Object.entries(verdict.counts).map(([name, count]) => `${name} ${count}`);
        say(`${verdict.fell ? 'FELL' : 'ok  '} ${kind.padEnd(6)} seed ${seed} in ${seconds} s: ${counts.join(', ')}`);
        for (const problem of verdict.problems.slice(0, 20)) say(`       ${problem}`);
      }
    };
    await Promise.all([lane('sqlite', undefined), ...(services === undefined ? [] : [lane('stack', services)])]);
  } finally {
    await down?.();
  }
  if (rounds === 0) say('no time for a single round');
  say(JSON.stringify(tally));
  return tally.fell || rounds === 0 ? 1 : 0;
}

async function servicesOfStack(): Promise<Services | undefined> {
  const { mariadb, redis, kafka } = await stack();
  if (mariadb !== undefined && redis !== undefined && kafka !== undefined) return { mariadb, redis, kafka };
  say('MARIADB, REDIS OR KAFKA IS NOT AVAILABLE: only SQLite is proved');
  return undefined;
}
