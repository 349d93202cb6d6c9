import { OperatingError } from '../../../../src/runtime/errors.ts';
import type { Clock, Store } from '../../../../src/runtime/ports/index.ts';
import { assembleStore } from '../../../../src/runtime/store/assemble-store.ts';
import { createSqliteBackend } from '../../../../src/runtime/store/sqlite/sqlite-backend.ts';
import type { Link } from '../world/link.ts';
import { storeCall, type SharedDatabase, type StoreCall } from '../world/shared-database.ts';

/** Hears what a process has had committed, before anybody else can write. */
export interface StoreWitness {
  committed(call: StoreCall): void;
}

/**
 * The store as one process has it: all of our own code, on a database that many reach over a network. Its lease rows go by
 * the database's clock, as those of MySQL do.
 */
export function createSimStore(
  database: SharedDatabase,
  link: Link,
  clocks: { readonly own: Clock; readonly database: Clock },
  witness: StoreWitness,
): Store {
  const sound = createSqliteBackend(
    ':memory:',
    database.reach(link, (call) => witness.committed(call)),
  );
  const store = assembleStore({
    backend: {
      ...sound,
      classify: (thrown) =>
        thrown instanceof OperatingError && thrown.code === 'STORE_UNREACHABLE'
          ? { repeat: 'connection', error: thrown }
          : sound.classify(thrown),
    },
    clock: clocks.own,
  });
  const withTime: Store = { ...store, leaseTime: () => link.call('leaseTime', () => clocks.database.now()) };
  return new Proxy(withTime, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) =>
        storeCall.run(
          { method: String(name), args },
          // The member is a method of the store, called as one.
          () => (member as (...given: readonly unknown[]) => unknown).apply(target, args),
        );
    },
  });
}
