import type { Kysely } from 'kysely';
import { OperatingError } from '../errors.ts';
import { failpoint } from '../observe/index.ts';
import type { Clock } from '../ports/index.ts';
import type { Backend, Failure } from './backend.ts';
import type { StoreSchema } from './schema.ts';

/** A database to read from: the pool, or an open transaction. */
export type Reader = Kysely<StoreSchema>;

/** An open transaction, READ COMMITTED on MySQL, the one writer on SQLite. */
export interface Transaction {
  readonly db: Reader;
  /** The transaction was tried before and may have been committed then: look before writing again. */
  readonly repeated: boolean;
  isDuplicate(thrown: unknown): boolean;
}

export interface Transactor {
  /** Repeats `work` as a whole on deadlocks and lost connections; `work` must be idempotent by id or state. */
  write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  read<T>(work: (db: Reader) => Promise<T>): Promise<T>;
  /** Closes the database; whatever is asked for afterwards, or was under way, throws STORE_UNREACHABLE. */
  close(): Promise<void>;
}

/** Waits before the repeats, in milliseconds; once they are used up the failure is the caller's. */
const WAITS: Readonly<Record<'conflict' | 'connection', readonly number[]>> = {
  // About ten seconds: on SQLite this is the patience with another process that writes.
  conflict: [2, 5, 10, 20, 40, 80, 160, 320, 500, 500, 1000, 1000, 1000, 2000, 3000],
  // A restarted server is the caller's to wait for; this covers a dropped connection and a short failover.
  connection: [0, 50, 200, 500, 1000],
};

export function createTransactor(backend: Backend, clock: Pick<Clock, 'sleep'>): Transactor {
  let closed = false;

  async function repeat<T>(once: (repeated: boolean) => Promise<T>): Promise<T> {
    const used = { conflict: 0, connection: 0 };
    for (let repeated = false; ; repeated = true) {
      if (closed) throw closedStore();
      try {
        return await once(repeated);
      } catch (thrown) {
        // Drivers say that in words of their own.
        if (closed && !(thrown instanceof OperatingError)) throw closedStore(thrown);
        const failure: Failure = backend.classify(thrown);
        if (failure.repeat === 'never') throw failure.error;
        const wait = WAITS[failure.repeat][used[failure.repeat]];
        if (wait === undefined) throw failure.error;
        used[failure.repeat] += 1;
        await clock.sleep(wait);
      }
    }
  }
  return {
    write: (work) =>
      repeat((repeated) =>
        backend.db.transaction().execute(async (db) => {
          const done = await work({ db, repeated, isDuplicate: backend.isDuplicate });
          failpoint('store.commit:before');
          return done;
        }),
      ),
    read: (work) => repeat(() => work(backend.db)),
    close() {
      closed = true;
      return backend.close();
    },
  };
}

function closedStore(cause?: unknown): OperatingError {
  return new OperatingError('STORE_UNREACHABLE', 'this process has closed the store', { retryable: false, cause });
}
