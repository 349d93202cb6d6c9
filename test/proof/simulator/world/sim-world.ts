import type { Random } from '../../../../src/runtime/ports/index.ts';
import type { Cluster, ScriptedEngine } from '../../../support/runtime/scripted-engine.ts';
import type { Seeded } from '../../support/seeded.ts';
import type { Holds } from '../check/holds.ts';
import type { StoreWitness } from '../life/sim-store.ts';
import type { Weather } from './link.ts';
import type { SharedDatabase } from './shared-database.ts';
import type { SimBus } from './sim-bus.ts';
import type { SimClock } from './sim-clock.ts';
import type { SimFolder } from './sim-folder.ts';
import type { SimRedis } from './sim-redis.ts';

/** How a leader is chosen: by the store's row, by Redis alone, or by both. */
export type LeaseKind = 'store' | 'redis' | 'fallback';

/** What the simulated processes share. */
export interface SimWorld {
  /** The true time. */
  readonly clock: SimClock;
  readonly database: SharedDatabase;
  readonly redis: SimRedis;
  readonly bus: SimBus;
  readonly folder: SimFolder;
  readonly random: Random;
  /** Chances of the network: not those of the faults, so that what happens changes nothing of what is done. */
  readonly luck: Seeded;
  readonly leases: LeaseKind;
  /** Of the network, where nothing else is said. */
  readonly weather: Weather;
  readonly script: ConstructorParameters<typeof ScriptedEngine>[1];
  /** Jobs that go on without the process that started them. */
  readonly cluster: Cluster;
  /** Sees to it that what people have decided stays so. */
  readonly holds: Holds;
  witness(life: string): StoreWitness;
  tell(life: string, message: string, fields?: Readonly<Record<string, unknown>>): void;
}
