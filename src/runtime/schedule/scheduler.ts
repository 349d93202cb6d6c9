import { toOperatingError } from '../errors.ts';
import { LONGEST_PUT_OFF_MS, type ScheduleOutlook } from '../ports/index.ts';
import { feedBackfills, type FailingBackfills } from './backfills/index.ts';
import { fireDependent, type DependentsMemory } from './fire-dependents.ts';
import { endOverdue } from './end-overdue.ts';
import { fireDue } from './fire-due.ts';
import { rearmAfter } from './rearm-after.ts';
import { resumeDue } from './resume-due.ts';
import { releaseWaiting } from './release-waiting.ts';
import { createArtefactCache, keyOf, type Look, type SchedulerDependencies } from './scheduler-context.ts';
import { fireAfterEnd, UnclockedDeployments } from './unclocked-deployments.ts';

const POLL_MS = 1_000;
const LONGEST_BACKOFF_MS = 10_000;
const NO_RUNS: ReadonlySet<string> = new Set();

/**
 * Puts fires on record and lets waiting runs go. Leader only, and level-triggered: every look starts
 * from the store alone, so a second look at an unchanged store at the same moment writes nothing.
 */
export interface Scheduler {
  /** One look under this fence; returns how many milliseconds the next one can wait. */
  look(fence: number): Promise<number>;
  /** Deployments have changed: the next look reads all of them. */
  deploymentsChanged(): void;
  /** Looks whenever something is due, was nudged, or the poll interval has passed. */
  run(signal: AbortSignal): Promise<void>;
}

export function createScheduler(deps: SchedulerDependencies): Scheduler {
  const { store, scope, lease, clock, log, wake } = deps;
  const pollMs = deps.pollMs ?? POLL_MS;
  const artefacts = createArtefactCache();
  const memory: DependentsMemory = new Map();
  const failing: FailingBackfills = new Map();
  const unclocked = new UnclockedDeployments();

  const look = async (fence: number): Promise<number> => {
    const now = clock.now();
    const outlook = await store.scheduleOutlook(scope);
    const backfillRuns = outlook.hasBackfills ? await store.backfillRuns(scope) : NO_RUNS;
    const at: Look = { deps, fence, now, artefact: (digest) => artefacts.get(store, digest), backfillRuns };
    const isOverdue = outlook.startBy !== undefined && outlook.startBy <= now && (await endOverdue(at));
    const resumed = outlook.hasPauses && (await resumeDue(at));
    if (resumed) unclocked.forget();
    const fired = resumed || isDue(outlook, now) ? await fireDue(at) : 0;
    const unclockedOnes = await unclocked.list(at);
    for (const { project, environment, pipeline } of unclockedOnes) {
      const deployment = await store.getDeployment({ project, environment, pipeline });
      if (deployment?.state !== 'active' || deployment.isPaused === true) continue;
      const artefact = await at.artefact(deployment.artefactDigest);
      if (artefact === undefined) continue;
      const { schedule } = artefact.pipeline;
      if (schedule.kind === 'upstream') await fireDependent(at, deployment, artefact, memory);
      if (schedule.kind === 'after') await rearmAfter(at, deployment, schedule.delayMs);
      const next = deployment.nextFireTime === undefined ? fireAfterEnd(deployment, schedule) : undefined;
      if (next !== undefined) await store.setNextFireTime(fence, keyOf(deployment), next);
    }
    const isMoved = fired > 0 || resumed || isOverdue || unclockedOnes.length > 0;
    if (outlook.hasWaiting || isMoved) await releaseWaiting(at);
    // Last, so that what is due goes first.
    const isFed = outlook.hasBackfills && (await feedBackfills(at, failing));
    if (fired > 0 || isOverdue || isFed) return 0;
    const { nextFireTime, startBy } = isMoved ? await store.scheduleOutlook(scope) : outlook;
    // What was due and did not fire has no artefact in the store: looking again at once would not bring it.
    const ahead = [nextFireTime, startBy].filter((time) => time !== undefined && time > now);
    return Math.min(pollMs, ...ahead.map((time) => Math.max(0, (time ?? 0) - clock.now())));
  };

  return {
    look,
    deploymentsChanged: () => unclocked.forget(),
    async run(signal) {
      let failures = 0;
      while (!signal.aborted) {
        const { fence } = lease;
        let restMs = pollMs;
        if (lease.held && fence !== undefined) {
          try {
            restMs = await look(fence);
            if (failures > 0) log.info('scheduling again');
            failures = 0;
          } catch (thrown) {
            const error = toOperatingError(thrown);
            restMs = Math.min(LONGEST_BACKOFF_MS, 200 * 2 ** failures);
            failures++;
            if (failures === 1 || error.code === 'INTERNAL') {
              log.error('scheduling failed, trying again', { code: error.code, message: error.message });
            }
          }
        }
        if (restMs > 0) await wake.wait(restMs, signal);
      }
    },
  };
}

function isDue({ nextFireTime, lastDueAt }: ScheduleOutlook, now: number): boolean {
  const isPutOffTooFar = lastDueAt !== undefined && lastDueAt > now + LONGEST_PUT_OFF_MS;
  return isPutOffTooFar || (nextFireTime !== undefined && nextFireTime <= now);
}
