import { toOperatingError } from '../errors.ts';
import type { Clock, Lease, Log, NudgeStore, Scope, Wake } from '../ports/index.ts';

export interface NudgeDependencies {
  readonly store: Pick<NudgeStore, 'sourceNudges'>;
  readonly scope: Scope;
  readonly lease: Pick<Lease, 'held'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Nudged when somebody has asked through the store. However many ask, it is one nudge. */
  readonly reconciler: Wake;
}

/** One row by its key: a hundredth of a core at most, and a push is not waited for. */
const LOOK_MS = 300;
const FAILED_MS = 2_000;

/** While this process leads: hands on what other processes were told of the source, until aborted; once at the beginning of a term. */
export async function followNudges(deps: NudgeDependencies, signal: AbortSignal): Promise<void> {
  const { store, scope, lease, clock, log, reconciler } = deps;
  let known: number | undefined;
  let failures = 0;
  while (!signal.aborted) {
    let restMs = LOOK_MS;
    if (!lease.held) known = undefined;
    else {
      try {
        const nudges = await store.sourceNudges(scope);
        // The first look of a term too: what was told of since the source was read for it is not known here, and to read it
        // once more changes nothing.
        if (nudges !== known) reconciler.wake();
        known = nudges;
        failures = 0;
      } catch (thrown) {
        const { code, message } = toOperatingError(thrown);
        if (failures++ === 0) log.warn('the store does not say whether a push was told of', { code, message });
        restMs = FAILED_MS;
      }
    }
    await clock.sleep(restMs, signal);
  }
}
