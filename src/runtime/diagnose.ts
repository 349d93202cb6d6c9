import { kafkaAddress } from './kafka-address.ts';
import type { ArtefactEngine } from '../compiler/index.ts';
import { createEngines } from './create-engines.ts';
import { engineChecks, hostChecks, runChecks, serviceChecks, type Check, type CheckResult } from './doctor/index.ts';
import type { Clock, Log, Random } from './ports/index.ts';
import type { BusSettings, LeaseSettings, StoreSettings } from './runtime-options.ts';
import type { GitPlace } from './sources/index.ts';

/** What is to be looked at, as `sluice serve` would be given it. */
export interface DiagnoseOptions {
  readonly projectRoot: string;
  readonly stateDir: string;
  readonly store: StoreSettings;
  readonly lease: LeaseSettings;
  readonly bus: BusSettings;
  /** The repository, where the desired state comes from one. */
  readonly git?: GitPlace;
  /** Those that the environment's pipelines run on. */
  readonly engines: readonly ArtefactEngine[];
  /** These alone are looked at; default everything. */
  readonly only?: 'engines';
  /** Version of this build, to find daemons of another one. */
  readonly version: string;
  /** Bytes that the logs of runs may take; absent = as many as there are. */
  readonly logQuota?: number;
  /** What else the caller looks at. */
  readonly others?: readonly Check[];
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly processEnvironment: Readonly<Record<string, string | undefined>>;
}

/** What one look may take; the drivers' own limits are shorter. */
const LIMIT_MS = 15_000;

/** Looks at everything that a daemon needs, all at once, and changes nothing. Never throws: half of it may be down. */
export async function diagnose(options: DiagnoseOptions): Promise<readonly CheckResult[]> {
  const engines = await createEngines(options);
  try {
    const checks = engineChecks(options.engines, engines);
    if (options.only === 'engines') return await runChecks(checks, options.clock, LIMIT_MS);
    const { store, lease, bus, git, clock, log, version } = options;
    const redis = lease.kind === 'redis' ? lease : undefined;
    const kafka = bus.kind === 'kafka' ? () => kafkaAddress(bus) : undefined;
    const services = await serviceChecks({ store, redis, kafka, git }, clock, log, version);
    const all = [...hostChecks(options.stateDir, options.logQuota), ...(options.others ?? []), ...services, ...checks];
    return await runChecks(all, clock, LIMIT_MS);
  } finally {
    await engines.close();
  }
}
