import { setup } from '../../support/stack-setup.ts';
import { proveHistories } from '../simulator/prove-histories.ts';
import { type Budget, readBudget, say } from '../support/budget.ts';
import { servicesOfStack } from '../support/services-of-stack.ts';
import { Tally } from '../support/verdict.ts';
import { runCampaign } from './campaign.ts';
import type { FaultCounts } from './faults.ts';
import type { Services } from './stack-place.ts';

/** Histories of the simulator; where time is short they may take this part of it. */
const HISTORIES = 1_000;
const HISTORIES_SHARE = 0.3;
/** Rounds with real processes on MariaDB, Redis and Kafka, and how many of them one campaign is made of. */
const ROUNDS = 200;
const CAMPAIGN_ROUNDS = 20;
/** Of ten rounds so many are troubles of the network. */
const TROUBLES = 4;
/** What a round takes on a busy machine, and what a campaign takes beside its rounds, the quiet at its end included. */
const ROUND_MS = 9_000;
const CAMPAIGN_MS = 60_000;

/**
 * The seeded histories of the simulator, then campaigns with the built program as real processes: two or three daemons on
 * MariaDB, Redis and Kafka, and beside them one on SQLite. Prints each; the exit code is 1 when an invariant fell.
 */
export async function proveRuntime(): Promise<number> {
  const budget = readBudget(process.env, Number.POSITIVE_INFINITY);
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
    rounds = await proveProcesses(budget, await servicesOfStack(), tally);
  } finally {
    await down?.();
  }
  // who gives little time gets the histories; the tests have rounds of their own
  if (rounds === 0) say('NO TIME FOR A SINGLE ROUND WITH REAL PROCESSES: they are left out');
  say(JSON.stringify(tally));
  return tally.fell || (rounds === 0 && !Number.isFinite(budget.seconds)) ? 1 : 0;
}

/** Campaigns until there were enough rounds, on SQLite for as long as those on the stack go on. Returns how many rounds. */
async function proveProcesses(budget: Budget, services: Services | undefined, tally: Tally): Promise<number> {
  const wanted = Math.min(budget.rounds, ROUNDS);
  let rounds = 0;
  let next = budget.seed;
  const lane = async (kind: 'sqlite' | 'stack', on: Services | undefined): Promise<void> => {
    for (let faults = faultsWithin(budget); rounds < wanted && faults.rounds > 0; faults = faultsWithin(budget)) {
      const seed = next++;
      const began = performance.now();
      const verdict = await runCampaign(seed, on, faults);
      tally.add(`${seed} (${kind})`, verdict);
      if (on === services) rounds += verdict.counts['process rounds'] ?? 0;
      const seconds = ((performance.now() - began) / 1_000).toFixed(1);
      const counts = Object.entries(verdict.counts).map(([name, count]) => `${name} ${count}`);
      say(`${verdict.fell ? 'FELL' : 'ok  '} ${kind.padEnd(6)} seed ${seed} in ${seconds} s: ${counts.join(', ')}`);
      for (const problem of verdict.problems.slice(0, 20)) say(`       ${problem}`);
    }
  };
  await Promise.all([lane('sqlite', undefined), ...(services === undefined ? [] : [lane('stack', services)])]);
  return rounds;
}

/** A whole campaign, or as much of one as there is time for. */
function faultsWithin(budget: Budget): FaultCounts {
  const fitting = Math.floor((budget.leftMs() - CAMPAIGN_MS) / ROUND_MS);
  const rounds = Math.max(0, Math.min(CAMPAIGN_ROUNDS, fitting));
  return { rounds, troubles: Math.ceil((rounds * TROUBLES) / 10) };
}
