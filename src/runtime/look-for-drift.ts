import { createEngines } from './create-engines.ts';
import { findDrift, type DriftReport } from './drift/index.ts';
import type { Clock, Log, Random, Store } from './ports/index.ts';
import { vantageHere } from './vantage-here.ts';

/** From where to look, in a process that executes nothing. */
export interface DriftLook {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly projectRoot: string;
  /** Where this host's executors keep what they know of attempts. */
  readonly stateDir: string;
  readonly project: string;
  readonly environment: string;
  /** Where secrets and addresses come from. */
  readonly processEnvironment: Readonly<Record<string, string | undefined>>;
}

/** What engines run otherwise than is on record, asked by engines of this process's own. Throws STORE_UNREACHABLE. */
export async function lookForDrift(look: DriftLook): Promise<DriftReport> {
  const engines = await createEngines(look);
  try {
    return await findDrift({ ...look, engines, vantage: vantageHere() });
  } finally {
    await engines.close();
  }
}
