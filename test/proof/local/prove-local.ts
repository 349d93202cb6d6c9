import { setup } from '../../support/stack-setup.ts';
import { servicesOfStack } from '../support/services-of-stack.ts';
import { readBudget, say } from '../support/budget.ts';
import { Tally } from '../support/verdict.ts';
import { runLocalRound } from './local-round.ts';

const ROUNDS = 40;
/** What a round takes on a busy machine. */
const ROUND_MS = 60_000;

/**
 * Rounds of `sluice run` as real processes, every other one between tables of MariaDB, the others between SQLite files. Prints each;
 * the exit code is 1 when an invariant fell.
 */
export async function proveLocal(): Promise<number> {
  const budget = readBudget(process.env, Number.POSITIVE_INFINITY);
  say(`seeds from ${budget.seed} (SLUICE_PROOF_SEED=${budget.seed} chooses the same faults again)`);
  // Runs are ended when this process exits; by a signal alone it would not exit that way.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  const tally = new Tally('local');
  const down = await setup();
  try {
    const services = await servicesOfStack();
    while (tally.rounds < Math.min(budget.rounds, ROUNDS) && budget.hasTimeFor(ROUND_MS)) {
      const seed = budget.seed + tally.rounds;
      const on = seed % 2 === 0 ? services : undefined;
      const began = performance.now();
      const verdict = await runLocalRound(seed, on);
      tally.add(String(seed), verdict);
      const seconds = ((performance.now() - began) / 1_000).toFixed(1);
      const counts = Object.entries(verdict.counts).map(([name, count]) => `${name} ${count}`);
      const kind = on === undefined ? 'sqlite ' : 'mariadb';
      say(`${verdict.fell ? 'FELL' : 'ok  '} ${kind} seed ${seed} in ${seconds} s: ${counts.join(', ')}`);
      for (const problem of verdict.problems.slice(0, 20)) say(`       ${problem}`);
    }
  } finally {
    await down?.();
  }
  say(JSON.stringify(tally));
  return tally.fell || tally.rounds === 0 ? 1 : 0;
}
