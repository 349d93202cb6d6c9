import type { ProcessRegister } from './observe/index.ts';
import type { Bus, Engines, JobLogs, Lease, Source, Store } from './ports/index.ts';

/**
 * Everything that a process reaches beyond itself, in place of what its settings name. With a clock and randomness beside
 * it the same rooms run in a world that is simulated: nothing of them knows the difference.
 */
export interface Outside {
  /** Opened, migrations included. Throws what opening a store throws. */
  openStore(): Promise<Store>;
  /**
   * @param name As the store keeps it (`leaderLease`, `RELAY_LEASE`).
   * @param store What `openStore` gave.
   */
  lease(name: string, store: Store): Lease;
  bus(): Bus;
  source(): Source;
  engines(): Engines;
  readonly jobLogs: JobLogs;
  readonly register: ProcessRegister;
}
