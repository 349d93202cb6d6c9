import { checkFence } from '../queries/check-fence.ts';
import type { Transaction, Transactor } from '../transaction.ts';

/** A transaction of the leader: refused with STORE_FENCED where its fence is older than one that the store has seen. */
export type Fenced = <T>(fence: number, work: (transaction: Transaction) => Promise<T>) => Promise<T>;

export function fencing(leaseName: string, { write }: Transactor): Fenced {
  return (fence, work) =>
    write(async (transaction) => {
      await checkFence(transaction, leaseName, fence);
      return work(transaction);
    });
}
