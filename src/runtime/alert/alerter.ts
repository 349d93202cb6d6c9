import { toOperatingError } from '../errors.ts';
import type { Lease } from '../ports/index.ts';
import { watchAlerts, type AlertWatchDependencies } from './alert-watch.ts';
import { deliverAlerts, type DeliveryDependencies } from './deliver-alerts.ts';
import type { Clock } from '../ports/index.ts';

export interface AlerterDependencies extends AlertWatchDependencies, DeliveryDependencies {
  readonly store: AlertWatchDependencies['store'];
  /** One process at a time judges and sends. */
  readonly lease: Pick<Lease, 'held' | 'fence'>;
  readonly clock: Clock;
}

/** Tells people what is amiss, where this process leads. */
export interface Alerter {
  /** Judges what is new, and sends what may be sent now. Throws what the store throws. */
  look(fence: number): Promise<void>;
  run(signal: AbortSignal): Promise<void>;
}

const EVERY_MS = 5_000;
/** After a look that the store has refused. */
const AGAIN_MS = 30_000;
const FORGET_EVERY_MS = 3_600_000;
/** How long it stays on record what was sent. */
const KEEP_MS = 7 * 86_400_000;

export function createAlerter(deps: AlerterDependencies): Alerter {
  const { store, scope, lease, clock, log } = deps;
  const look = async (fence: number): Promise<void> => {
    const alerted = await store.alertedPipelines(scope);
    await watchAlerts(deps, alerted, fence);
    await deliverAlerts(deps, alerted, fence);
  };
  return {
    look,
    async run(signal) {
      let forgetAt = clock.monotonic();
      while (!signal.aborted) {
        let pause = EVERY_MS;
        const { fence } = lease;
        if (lease.held && fence !== undefined) {
          try {
            await look(fence);
            if (clock.monotonic() >= forgetAt) {
              await store.forgetAlerts(fence, scope, clock.now() - KEEP_MS);
              forgetAt = clock.monotonic() + FORGET_EVERY_MS;
            }
          } catch (thrown) {
            const { code, message } = toOperatingError(thrown);
            log.warn('alerts wait', { code, message });
            pause = AGAIN_MS;
          }
        }
        await clock.sleep(pause, signal);
      }
    },
  };
}
