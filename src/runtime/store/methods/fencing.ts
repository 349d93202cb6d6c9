import { OperatingError } from '../../errors.ts';
import { leaderLease, type Scope } from '../../ports/index.ts';
import { checkFence } from '../queries/check-fence.ts';
import type { Transaction, Transactor } from '../transaction.ts';

/** A transaction of the leader of a scope: refused with STORE_FENCED where its fence is older than one that the store has seen. */
export type Fenced = <T>(scope: Scope, fence: number, work: (transaction: Transaction) => Promise<T>) => Promise<T>;

/** @param leaseOf Whose fence guards the writes. */
export function fencing({ write }: Transactor, leaseOf: (scope: Scope) => string = leaderLease): Fenced {
  return (scope, fence, work) =>
    write(async (transaction) => {
      await checkFence(transaction, leaseOf(scope), fence);
      return work(transaction);
    });
}

/** The scope that all of these are of. Fences of two scopes are numbers of two rows: nothing may be written of both. */
export function oneScope(keys: readonly Scope[]): Scope | undefined {
  const [first] = keys;
  if (first === undefined) return undefined;
  const other = keys.find(({ project, environment }) => leaderLease({ project, environment }) !== leaderLease(first));
  if (other === undefined) return first;
  throw new OperatingError('INTERNAL', 'changes of two environments were to be written under one fence', {
    retryable: false,
    fields: { one: leaderLease(first), other: leaderLease(other) },
  });
}
