import type { EventDraft } from '../events/append-events.ts';
import type { AttemptTable, RunTable } from '../schema.ts';
import type { CursorMove } from './move-cursor.ts';

/** A run as a step finds it: its row, locked until the transaction ends, and its attempts, oldest first. */
export interface LockedRun {
  readonly row: RunTable;
  readonly attempts: readonly AttemptTable[];
}

/** What is to be written: rows as they are to be, and what is told of it. */
export interface StepWrite {
  readonly row: RunTable;
  readonly attempt: AttemptTable;
  /** The position that the pipeline gets by this step, and when. */
  readonly cursor?: { readonly value: string; readonly now: number };
  readonly events: (moved: CursorMove | undefined) => readonly EventDraft[];
}

/** What a step comes to; nothing is written where there is no write. */
export interface StepDecision<Answer> {
  readonly answer: Answer;
  readonly write?: StepWrite;
}

/** A step of one attempt of one run. It decides from the rows alone, so that many can be taken in one transaction. */
export interface AttemptStep<Answer = unknown> {
  readonly runId: string;
  /**
   * @param run Undefined = there is no such run.
   * @param mayBeDone This very step may have been committed before, although that seemed to fail.
   */
  decide(run: LockedRun | undefined, mayBeDone: boolean): StepDecision<Answer>;
}
