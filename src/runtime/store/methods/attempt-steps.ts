import { OperatingError, toOperatingError } from '../../errors.ts';
import type { Clock } from '../../ports/index.ts';
import { Aside, gather } from '../gather.ts';
import type { AttemptStep } from '../queries/attempt-step.ts';
import { LOCKED, takeAttemptSteps } from '../queries/take-attempt-steps.ts';
import type { Transactor } from '../transaction.ts';
import { concernsAll } from './record-in-batches.ts';

/** Enough to make a transaction's own cost small, few enough that nobody waits long for the one before. */
const TOGETHER = 100;

/**
 * Waits before a step is tried again whose run somebody else has locked, in milliseconds: most let go at once. A minute in all, without
 * a connection meanwhile.
 */
const WAITS_MS: readonly number[] = [5, 10, 20, 50, 100, 200, 500, ...Array<number>(59).fill(1_000)];

/**
 * Takes steps of attempts, those that are asked for at once in one transaction. One that cannot be taken keeps none of the others from
 * it: the transaction is tried again in halves, down to that one. One whose run another transaction has locked is set aside, and
 * tried by itself until it is free; it fails with STORE_CONFLICT, retryable, where that is not within a minute.
 */
export function attemptSteps(
  { write }: Pick<Transactor, 'write'>,
  clock: Pick<Clock, 'sleep'>,
): <Answer>(step: AttemptStep<Answer>) => Promise<Answer> {
  const take = async (
    steps: readonly AttemptStep[],
    mayBeDone: boolean,
  ): Promise<readonly (unknown | OperatingError | Aside<unknown>)[]> => {
    let repeated = mayBeDone;
    try {
      const answers = await write((tx) => {
        repeated ||= tx.repeated;
        return takeAttemptSteps(tx, steps, repeated);
      });
      return steps.map((step, index) =>
        answers[index] === LOCKED ? new Aside(onceFree(step, repeated)) : answers[index],
      );
    } catch (thrown) {
      const error = toOperatingError(thrown);
      if (concernsAll(error)) throw error;
      if (steps.length === 1) return [error];
      const middle = Math.ceil(steps.length / 2);
      return [...(await take(steps.slice(0, middle), repeated)), ...(await take(steps.slice(middle), repeated))];
    }
  };

  const onceFree = async (step: AttemptStep, mayBeDone: boolean): Promise<unknown> => {
    let repeated = mayBeDone;
    for (const wait of WAITS_MS) {
      await clock.sleep(wait);
      const [answer] = await write((tx) => {
        repeated ||= tx.repeated;
        return takeAttemptSteps(tx, [step], repeated);
      });
      if (answer !== LOCKED) return answer;
    }
    throw new OperatingError('STORE_CONFLICT', `the row of run ${step.runId} is locked by somebody else`, {
      retryable: true,
      help: 'look for a long transaction in information_schema.innodb_trx, and end it',
    });
  };

  const gathered = gather<AttemptStep, unknown>({
    limit: TOGETHER,
    keyOf: ({ runId }) => runId,
    work: (steps) => take(steps, false),
  });
  // `as`: the answer is what this very step has decided.
  return <Answer>(step: AttemptStep<Answer>) => gathered(step) as Promise<Answer>;
}
