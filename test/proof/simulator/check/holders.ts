import type { Verdict } from '../../support/verdict.ts';
import type { SharedDatabase, StoreCall } from '../world/shared-database.ts';

/** Methods by which a holder writes of its runs, many of them in one commit; their second argument says who. */
const OF_HOLDERS: ReadonlySet<string> = new Set(['startAttempt', 'markRunning', 'finishAttempt']);

/** What the database itself keeps of each write until its commit is looked at; it goes with the connection. */
const LEDGER = [
  'create temp table written_attempt (run_id text)',
  'create temp table passed_run (run_id text, executor text)',
  `create temp trigger attempt_made after insert on sluice_attempt begin
     insert into written_attempt values (new.run_id);
   end`,
  `create temp trigger attempt_written after update on sluice_attempt
   when old.state is not new.state or old.finished_at is not new.finished_at begin
     insert into written_attempt values (new.run_id);
   end`,
  `create temp trigger run_passed after update on sluice_run when old.executor is not new.executor begin
     insert into passed_run values (new.id, new.executor);
   end`,
];

/**
 * Nobody starts or ends an attempt of a run that is another's by then: looked at from commit to commit. Triggers tell which attempts a
 * commit has written, as one writes those of many runs; who held them is what the commits before have left.
 */
export class Holders {
  readonly #database: SharedDatabase;
  readonly #verdict: Verdict;
  /** Who holds each run after the last commit. */
  readonly #held = new Map<string, string>();
  #isWatching = false;

  constructor(database: SharedDatabase, verdict: Verdict) {
    this.#database = database;
    this.#verdict = verdict;
  }

  /** Told of each commit, before anybody else can write. */
  committed(life: string, { method, args }: StoreCall): void {
    if (!this.#watches()) return;
    const written = this.#taken('written_attempt', 'distinct run_id as run');
    if (OF_HOLDERS.has(method)) {
      const [, executor] = args;
      for (const { run } of written) {
        this.#verdict.count('writes of holders');
        const holder = this.#held.get(String(run));
        if (holder !== executor)
          this.#verdict.broken.push(`${life} did ${method} of run ${String(run)}, which was ${holder ?? 'nobody'}'s`);
      }
    }
    for (const { run, executor } of this.#taken('passed_run', 'run_id as run, executor')) {
      if (executor === null) this.#held.delete(String(run));
      else this.#held.set(String(run), String(executor));
    }
  }

  /** From the first commit on after which there are runs. */
  #watches(): boolean {
    if (this.#isWatching) return true;
    const tables = this.#database.rows("select 1 from sqlite_master where name in ('sluice_run', 'sluice_attempt')");
    if (tables.length < 2) return false;
    for (const statement of LEDGER) this.#database.rows(statement);
    return (this.#isWatching = true);
  }

  #taken(table: string, columns: string): readonly Readonly<Record<string, unknown>>[] {
    const rows = this.#database.rows(`select ${columns} from ${table}`);
    if (rows.length > 0) this.#database.rows(`delete from ${table}`);
    return rows;
  }
}
