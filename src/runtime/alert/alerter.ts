import { toOperatingError } from '../errors.ts';
import type { Clock, EventStore, Lease } from '../ports/index.ts';
import { watchAlerts, type AlertWatchDependencies } from './alert-watch.ts';
import { deliverAlerts, type DeliveryDependencies } from './deliver-alerts.ts';

export interface AlerterDependencies extends AlertWatchDependencies, DeliveryDependencies {
  readonly store: AlertWatchDependencies['store'] & Pick<EventStore, 'eventTail'>;
  /** One process at a time judges and sends. */
  readonly lease: Pick<Lease, 'held' | 'fence'>;
  readonly clock: Clock;
}

/** Tells people what is amiss, where this process leads. */
export interface Alerter {
  /**
   * Judges what is new, and sends what may be sent now. Returns whether messages had waited. Throws what the store throws.
   */
  look(fence: number): Promise<boolean>;
  run(signal: AbortSignal): Promise<void>;
}

const EVERY_MS = 5_000;
/**
 * How often is looked although no event has come: one that took its place among them before another may be committed after it. Of 10,000
 * pipelines that tell somebody a look reads as many rows.
 */
const ANYWAY_MS = 30_000;
/** After all events there are: no item comes with the position of the last. */
const PAST_ALL = Number.MAX_SAFE_INTEGER;
/** After a look that the store has refused. */
const AGAIN_MS = 30_000;
const FORGET_EVERY_MS = 3_600_000;
/** How long it stays on record what was sent. */
const KEEP_MS = 7 * 86_400_000;

export function createAlerter(deps: AlerterDependencies): Alerter {
  const { store, scope, lease, clock, log } = deps;
  const look = async (fence: number): Promise<boolean> => {
    const alerted = await store.alertedPipelines(scope);
    await watchAlerts(deps, alerted, fence);
    return deliverAlerts(deps, alerted, fence);
  };
  return {
    look,
    async run(signal) {
      let looked: { readonly fence: number; readonly position: number; readonly at: number } | undefined;
      let forgetAt = clock.monotonic();
      while (!signal.aborted) {
        let pause = EVERY_MS;
        const { fence } = lease;
        if (lease.held && fence !== undefined) {
          try {
            const { position } = await store.eventTail(PAST_ALL, 1);
            const at = clock.monotonic();
            const isStill = looked?.fence === fence && looked.position === position && at - looked.at < ANYWAY_MS;
            if (!isStill) looked = (await look(fence)) ? undefined : { fence, position, at };
            if (clock.monotonic() >= forgetAt) {
              await store.forgetAlerts(fence, scope, clock.now() - KEEP_MS);
              forgetAt = clock.monotonic() + FORGET_EVERY_MS;
            }
          } catch (thrown) {
            const { code, message } = toOperatingError(thrown);
            log.warn('alerts wait', { code, message });
            pause = AGAIN_MS;
            looked = undefined;
          }
        }
        await clock.sleep(pause, signal);
      }
    },
  };
}
