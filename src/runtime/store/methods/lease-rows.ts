import type { LeaseRows } from '../../ports/index.ts';
import type { Backend } from '../backend.ts';
import type { Transactor } from '../transaction.ts';
import { acquireLease } from '../queries/acquire-lease.ts';
import { currentFences } from '../queries/current-fences.ts';
import { leaseHolder } from '../queries/lease-holder.ts';
import { leaseTime } from '../queries/lease-time.ts';
import { nextFence } from '../queries/next-fence.ts';
import { releaseLease } from '../queries/release-lease.ts';
import { releaseLeasesOf } from '../queries/release-leases-of.ts';
import { renewLease } from '../queries/renew-lease.ts';

export function leaseRows({ flavour }: Pick<Backend, 'flavour'>, { read, write }: Transactor): LeaseRows {
  return {
    // A file is of one host, which has one clock.
    leaseTime: (now) => (flavour === 'mysql' ? read(leaseTime) : Promise.resolve(now)),
    acquireLease: (name, holder, ttlMs, now) => write((tx) => acquireLease(tx, name, holder, ttlMs, now)),
    renewLease: (name, holder, fence, ttlMs, now) => write((tx) => renewLease(tx, name, holder, fence, ttlMs, now)),
    releaseLease: (name, holder, fence) => write((tx) => releaseLease(tx, name, holder, fence)),
    releaseLeasesOf: (holder) => write((tx) => releaseLeasesOf(tx, holder)),
    leaseHolder: (name, ttlMs, now) => read((db) => leaseHolder(db, name, ttlMs, now)),
    nextFence: (name, atLeast) => write((tx) => nextFence(tx, name, atLeast)),
    currentFence: (name) => read(async (db) => (await currentFences(db, [name])).get(name) ?? 0),
    currentFences: (names) => read((db) => currentFences(db, names)),
  };
}
