import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { say } from '../support/budget.ts';
import { type Findings, type Tally, Verdict } from '../support/verdict.ts';
import { profileOf } from './profile.ts';
import { REGRESSIONS } from './regressions.ts';
import { simulate } from './simulate.ts';

/** A line for every so many histories that went well. */
const REPORT_EVERY = 100;
/** A history needs one processor; more side by side than this are not worth their memory. */
const MOST_WORKERS = 8;

/** Which histories, and until when. */
export interface Histories {
  readonly first: number;
  readonly count: number;
  hasTime(): boolean;
}

/** What a worker tells of a history. */
export interface ToldHistory {
  readonly seed: number;
  readonly findings: Findings;
}

/**
 * Runs the histories in which something was wrong once, and then these, one on each processor; says which fell, and how
 * each is seen again.
 */
export async function proveHistories({ first, count, hasTime }: Histories, tally: Tally): Promise<void> {
  const began = performance.now();
  const regressions = REGRESSIONS.map(({ seed }) => seed);
  let next = 0;
  let run = 0;
  const give = (): number | undefined => {
    if (next >= regressions.length + count || !hasTime()) return undefined;
    const index = next++;
    return regressions[index] ?? first + index - regressions.length;
  };
  const hear = ({ seed, findings }: ToldHistory): void => {
    const verdict = Verdict.of(findings);
    tally.add(`${seed} (simulated)`, verdict);
    run++;
    if (verdict.fell) {
      say(`FELL history ${seed}; to see it: npm run proof runtime -- --seed ${seed} --trace`);
      for (const problem of verdict.problems.slice(0, 20)) say(`     ${problem}`);
    } else if (run % REPORT_EVERY === 0) {
      say(`${run} histories in ${((performance.now() - began) / 1_000).toFixed(1)} s`);
    }
  };
  const workers = Math.min(availableParallelism(), MOST_WORKERS);
  await Promise.all(Array.from({ length: workers }, () => work(give, hear)));
}

/** One process that is given a seed, tells of it, and is given the next. Rejects when it ends before it was to. */
function work(give: () => number | undefined, hear: (told: ToldHistory) => void): Promise<void> {
  const worker = fork(join(import.meta.dirname, 'tell-histories.mjs'), { execArgv: ['--import', 'tsx'] });
  return new Promise((resolve, reject) => {
    const goOn = (): void => {
      const seed = give();
      if (seed === undefined) worker.disconnect();
      else worker.send(seed);
    };
    worker.on('message', (message) => {
      // `as` because the worker is of this folder.
      if (message !== 'ready') hear(message as ToldHistory);
      goOn();
    });
    worker.once('error', reject);
    worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`))));
  });
}

/** One history, told line by line where that is wanted. Returns the exit code. */
export async function tellHistory(seed: number, trace: boolean): Promise<number> {
  const verdict = await simulate(seed, profileOf(seed), trace ? say : undefined);
  for (const problem of verdict.problems) say(`FELL ${problem}`);
  const failing = verdict.fell ? [seed] : [];
  say(JSON.stringify({ area: 'runtime', rounds: 1, seeds: 1, failing, ...verdict.counts }));
  return verdict.fell ? 1 : 0;
}
