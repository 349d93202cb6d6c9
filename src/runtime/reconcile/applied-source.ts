import { RESTORE_WINDOW_MS } from '../../compiler/index.ts';
import { toOperatingError } from '../errors.ts';
import type { Clock, Lease, Log, Scope, SourceStatus, Store, Wake } from '../ports/index.ts';
import { namesAsFields } from './source-report.ts';

export interface AppliedSourceDependencies {
  readonly store: Pick<Store, 'sourceStatus' | 'setSourceStatus' | 'listDeployments' | 'purgeDeleted'>;
  readonly lease: Pick<Lease, 'held' | 'fence'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly scope: Scope;
  /** Nudged when leadership came. */
  readonly wake: Wake;
}

/** What stands where the reconciler does while reviewed plans alone change what is deployed. */
export interface AppliedSource {
  /** Puts on record that it is so, where it is not, once in a time of leading. Throws what the store throws. */
  report(fence: number): Promise<void>;
  /** Does it whenever this process begins to lead, until aborted. */
  run(signal: AbortSignal): Promise<void>;
}

/** How soon a process looks whether it leads. */
const LOOK_MS = 1_000;
/** How often it is looked for what was deleted long ago, and how much of it goes at once. */
const PURGE_EVERY_MS = 3_600_000;
const PURGED_AT_ONCE = 500;

/**
 * Says in the store that the environment takes reviewed plans only. Everybody who shows or changes what is deployed goes by
 * that: a plan can be applied, and what is deployed is what was applied. Leader only; what is so already is not written.
 */
export function createAppliedSource(deps: AppliedSourceDependencies): AppliedSource {
  const { store, lease, clock, log, scope, wake } = deps;
  let said: number | undefined;
  let purgedAt = Number.NEGATIVE_INFINITY;

  const report = async (fence: number): Promise<void> => {
    // nobody else writes it under this fence
    if (said === fence) return;
    const before = await store.sourceStatus(scope.project, scope.environment);
    if (before?.kind !== 'apply') {
      const live = await store.listDeployments(scope);
      const status: SourceStatus = {
        ...scope,
        kind: 'apply',
        revision: before?.revision ?? '',
        state: 'synced',
        diagnostics: [],
        files: 0,
        pipelines: live.length,
        checkedAt: clock.now(),
      };
      await store.setSourceStatus(fence, status);
    }
    log.info('only reviewed plans change what is deployed; the files of the project are not read');
    said = fence;
  };

  /** No project file is read that says how long, so that what holds without one does. */
  const purge = async (fence: number): Promise<void> => {
    if (clock.monotonic() - purgedAt < PURGE_EVERY_MS) return;
    const now = clock.now();
    const names = await store.purgeDeleted(fence, scope, now - RESTORE_WINDOW_MS, PURGED_AT_ONCE, now);
    if (names.length > 0) log.info('can be restored no more', namesAsFields(names));
    if (names.length < PURGED_AT_ONCE) purgedAt = clock.monotonic();
  };
  return {
    report,
    async run(signal) {
      let failures = 0;
      while (!signal.aborted) {
        const { fence } = lease;
        if (lease.held && fence !== undefined) {
          try {
            await report(fence);
            await purge(fence);
            failures = 0;
          } catch (thrown) {
            const error = toOperatingError(thrown);
            failures++;
            if (failures === 1 || error.code === 'INTERNAL')
              log.error('the source of this environment cannot be put on record, trying again', {
                code: error.code,
                message: error.message,
              });
          }
        }
        await wake.wait(LOOK_MS, signal);
      }
    },
  };
}
