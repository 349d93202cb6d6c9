import type { LeaseDuty } from './create-lease.ts';
import { toOperatingError } from './errors.ts';
import type { Lease } from './ports/index.ts';

/** Who does what one process at a time does. */
export interface DutyState {
  readonly duty: LeaseDuty;
  /** This process does it. */
  readonly here: boolean;
  /** Name of the process that does; undefined = nobody, or it could not be asked. */
  readonly holder: string | undefined;
  /** Why it could not be asked, for people. */
  readonly unanswered?: string;
}

const DUTIES: readonly LeaseDuty[] = ['leader', 'scheduler', 'relay'];

/** Asks where the leases are kept, whatever roles this process has. Never throws. */
export function dutyStates(leaseOf: (duty: LeaseDuty) => Promise<Lease>): Promise<readonly DutyState[]> {
  return Promise.all(DUTIES.map(async (duty) => stateOf(duty, leaseOf)));
}

async function stateOf(duty: LeaseDuty, leaseOf: (duty: LeaseDuty) => Promise<Lease>): Promise<DutyState> {
  try {
    const lease = await leaseOf(duty);
    // what this process holds it knows by itself, also while nobody answers
    if (lease.held) return { duty, here: true, holder: undefined };
    return { duty, here: false, holder: await lease.holder() };
  } catch (thrown) {
    return { duty, here: false, holder: undefined, unanswered: toOperatingError(thrown).message };
  }
}
