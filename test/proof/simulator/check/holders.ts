import type { Verdict } from '../../support/verdict.ts';

import type { SharedDatabase, StoreCall } from '../world/shared-database.ts';

/** Methods by which a holder writes of its run; their first arguments are the run and who says so. */
const OF_HOLDERS: ReadonlySet<string> = new Set(['startAttempt', 'markRunning', 'finishAttempt']);
/** Methods after which a run may be somebody else's. */
const PASSING: ReadonlySet<string> = new Set(['claimRuns', 'claimRun', 'adoptRun', 'releaseClaim', 'finishAttempt']);

/** Nobody starts or ends an attempt of a run that is another's by then: looked at from commit to commit, with statements of its own. */
export class Holders {
  readonly #database: SharedDatabase;
  readonly #verdict: Verdict;
  readonly #attempts = new Map<string, string>();
  /** Who held each run after the last commit. */
  #held: ReadonlyMap<string, string> = new Map();

  constructor(database: SharedDatabase, verdict: Verdict) {
    this.#database = database;
    this.#verdict = verdict;
  }

  /** Told of each commit, before anybody else can write. */
  committed(life: string, { method, args }: StoreCall): void {
    const [run, executor] = args;
    if (OF_HOLDERS.has(method) && typeof run === 'string') {
      const before = this.#attempts.get(run) ?? '';
      const after = this.#attemptsOf(run);
      this.#attempts.set(run, after);
      if (after !== before) {
        this.#verdict.count('writes of holders');
        if (this.#held.get(run) !== executor)
          this.#verdict.broken.push(
            `${life} did ${method} of run ${run}, which was ${this.#held.get(run) ?? 'nobody'}'s`,
          );
      }
    }
    if (PASSING.has(method)) this.#held = this.#holders();
  }

  #attemptsOf(run: string): string {
    const rows = this.#database.rows(
      `select number, state, finished_at as ended from sluice_attempt where run_id = '${run}' order by number`,
    );
    return rows.map(({ number, state, ended }) => `${number} ${state} ${ended}`).join();
  }

  #holders(): ReadonlyMap<string, string> {
    const rows = this.#database.rows('select id, executor from sluice_run where executor is not null');
    return new Map(rows.map(({ id, executor }) => [String(id), String(executor)]));
  }
}
