import { readBudget, say } from '../support/budget.ts';
import { Tally } from '../support/verdict.ts';
import { SCHEDULE } from '../simulator/profile.ts';
import { simulate } from '../simulator/simulate.ts';

/** A line for every so many rounds that went well. */
const REPORT_EVERY = 10;
const LONGEST_ROUND_MS = 10_000;
/** Where nobody limits it: these histories have no count of their own. */
const DEFAULT_SECONDS = 600;

/**
 * Scheduler, reconciler, executor and lease of two processes on the real embedded store, under a virtual clock: every
 * seed is a history with kills before and after any call of the store, freezes, outages, wrong clocks and edits.
 */
export async function proveSchedule(): Promise<number> {
  const budget = readBudget(process.env, DEFAULT_SECONDS);
  say(`seeds from ${budget.seed} (SLUICE_PROOF_SEED=${budget.seed} SLUICE_PROOF_ROUNDS=1 gives the first one again)`);
  const tally = new Tally('schedule');
  const began = performance.now();
  while (tally.rounds < budget.rounds && budget.hasTimeFor(LONGEST_ROUND_MS)) {
    const seed = budget.seed + tally.rounds;
    const verdict = await simulate(seed, SCHEDULE);
    tally.add(String(seed), verdict);
    if (verdict.fell) {
      say(`FELL seed ${seed}: ${JSON.stringify(verdict.counts)}`);
      for (const problem of verdict.problems.slice(0, 20)) say(`     ${problem}`);
    } else if (tally.rounds % REPORT_EVERY === 0) {
      say(`${tally.rounds} rounds in ${((performance.now() - began) / 1_000).toFixed(1)} s`);
    }
  }
  say(JSON.stringify(tally));
  return tally.fell || tally.rounds === 0 ? 1 : 0;
}
