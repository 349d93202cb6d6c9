import { OperatingError, toOperatingError } from '../../errors.ts';
import { gather } from '../gather.ts';
import type { AttemptStep } from '../queries/attempt-step.ts';
import { takeAttemptSteps } from '../queries/take-attempt-steps.ts';
import type { Transactor } from '../transaction.ts';
import { concernsAll } from './record-in-batches.ts';

/** Enough to make a transaction's own cost small, few enough that nobody waits long for the one before. */
const TOGETHER = 100;

/**
 * Takes steps of attempts, those that are asked for at once in one transaction. One that cannot be taken keeps none of the others from
 * it: the transaction is tried again in halves, down to that one.
 */
export function attemptSteps({
  write,
}: Pick<Transactor, 'write'>): <Answer>(step: AttemptStep<Answer>) => Promise<Answer> {
  const take = async (
    steps: readonly AttemptStep[],
    mayBeDone: boolean,
  ): Promise<readonly (unknown | OperatingError)[]> => {
    let repeated = mayBeDone;
    try {
      return await write((tx) => {
        repeated ||= tx.repeated;
        return takeAttemptSteps(tx, steps, repeated);
      });
    } catch (thrown) {
      const error = toOperatingError(thrown);
      if (concernsAll(error)) throw error;
      if (steps.length === 1) return [error];
      const middle = Math.ceil(steps.length / 2);
      return [...(await take(steps.slice(0, middle), repeated)), ...(await take(steps.slice(middle), repeated))];
    }
  };
  const gathered = gather<AttemptStep, unknown>({
    limit: TOGETHER,
    keyOf: ({ runId }) => runId,
    work: (steps) => take(steps, false),
  });
  // `as`: the answer is what this very step has decided.
  return <Answer>(step: AttemptStep<Answer>) => gathered(step) as Promise<Answer>;
}
