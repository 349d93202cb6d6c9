import { readBudget, say, type Budget } from '../support/budget.ts';
import { Tally } from '../support/verdict.ts';
import { explore } from '../model/explore.ts';
import { scheduleProfileOf } from '../simulator/profile.ts';
import { simulate } from '../simulator/simulate.ts';

/** A line for every so many rounds that went well. */
const REPORT_EVERY = 10;
const LONGEST_ROUND_MS = 10_000;
/** Where nobody limits it: these histories have no count of their own. */
const DEFAULT_SECONDS = 600;
/** Of each second of the time, for models. */
const MODEL_SHARE_MS = 333;
const MODELS = [
  { nodes: 1, fires: 2, crashes: 2 },
  { nodes: 2, fires: 1, crashes: 1 },
  { nodes: 3, fires: 1, crashes: 0 },
  { nodes: 2, fires: 2, crashes: 0 },
] as const;

/**
 * Scheduler, reconciler, executor and lease of two processes on the real embedded store, under a virtual clock: every
 * seed is a history with kills before and after any call of the store, freezes, outages, wrong clocks, and edits of schedules and
 * policies: of every other one those are most of it.
 * Before that, every order of the few steps of a few processes.
 */
export async function proveSchedule(): Promise<number> {
  const budget = readBudget(process.env, DEFAULT_SECONDS);
  say(`seeds from ${budget.seed} (SLUICE_PROOF_SEED=${budget.seed} SLUICE_PROOF_ROUNDS=1 gives the first one again)`);
  const tally = new Tally('schedule');
  const model = await proveModel(budget);
  const began = performance.now();
  while (tally.rounds < budget.rounds && budget.hasTimeFor(LONGEST_ROUND_MS)) {
    const seed = budget.seed + tally.rounds;
    const verdict = await simulate(seed, scheduleProfileOf(seed));
    tally.add(String(seed), verdict);
    if (verdict.fell) {
      say(`FELL seed ${seed}: ${JSON.stringify(verdict.counts)}`);
      for (const problem of verdict.problems.slice(0, 20)) say(`     ${problem}`);
    } else if (tally.rounds % REPORT_EVERY === 0) {
      say(`${tally.rounds} rounds in ${((performance.now() - began) / 1_000).toFixed(1)} s`);
    }
  }
  say(JSON.stringify({ ...tally.toJSON(), ...model.counts }));
  return tally.fell || tally.rounds === 0 || model.fell ? 1 : 0;
}

/** The least worlds first: as many of them as a third of the time is enough for. */
async function proveModel(
  budget: Budget,
): Promise<{ readonly counts: Record<string, number>; readonly fell: boolean }> {
  const share = budget.leftMs() - Math.min(budget.seconds, DEFAULT_SECONDS) * MODEL_SHARE_MS;
  const counts = { 'model states': 0, 'model steps': 0, 'whole models': 0 };
  for (const scope of MODELS) {
    const goesOn = (): boolean => budget.leftMs() > share;
    if (!goesOn()) break;
    const { states, steps, done, whole, broken } = await explore({ ...scope, goesOn });
    counts['model states'] += states;
    counts['model steps'] += steps;
    counts['whole models'] += whole ? 1 : 0;
    const { nodes, fires, crashes } = scope;
    const what = `${nodes} processes, ${fires} fires, ${crashes} crashes`;
    say(
      `model of ${what}: ${states} states by ${steps} steps, ${done} at their end, ${whole ? 'all there are' : 'NOT ALL'}`,
    );
    for (const problem of broken.slice(0, 5)) say(`FELL model of ${what}: ${problem}`);
    if (broken.length > 0) return { counts, fell: true };
  }
  return { counts, fell: false };
}
