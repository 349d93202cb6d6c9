import type { FireStore } from '../../ports/index.ts';
import type { Transactor } from '../transaction.ts';
import type { Fenced } from './fencing.ts';
import { dueDeployments } from '../queries/due-deployments.ts';
import { endOverdue } from '../queries/end-overdue.ts';
import { overdueWaiting } from '../queries/overdue-waiting.ts';
import { putOffDeadline } from '../queries/put-off-deadline.ts';
import { putOffFires } from '../queries/put-off-fires.ts';
import { recordFire } from '../queries/record-fire.ts';
import { recordInBatches } from './record-in-batches.ts';
import { releaseWaiting } from '../queries/release-waiting.ts';
import { scheduleOutlook } from '../queries/schedule-outlook.ts';
import { scopeOfRun } from '../queries/scope-of-run.ts';
import { setNextFireTime } from '../queries/set-next-fire-time.ts';
import { unclockedDeployments } from '../queries/unclocked-deployments.ts';
import { succeededFireTimes } from '../queries/succeeded-fire-times.ts';
import { waitingRuns } from '../queries/waiting-runs.ts';

export function fireMethods({ read, write }: Transactor, fenced: Fenced): FireStore {
  return {
    dueDeployments: (scope, now, limit) => read((db) => dueDeployments(db, scope, now, limit)),
    scheduleOutlook: (scope) => read((db) => scheduleOutlook(db, scope)),
    unclockedDeployments: (scope) => read((db) => unclockedDeployments(db, scope)),
    recordFire: (fence, request, runId, now) =>
      fence === undefined
        ? write((tx) => recordFire(tx, request, runId, now))
        : fenced(request.key, fence, (tx) => recordFire(tx, request, runId, now)),
    recordFires: (fence, fires, now) => recordInBatches(fenced, fence, fires, now),
    setNextFireTime: (fence, key, next) => fenced(key, fence, (tx) => setNextFireTime(tx, key, next)),
    putOffFires: (fence, scope, fires) => fenced(scope, fence, (tx) => putOffFires(tx, fires)),
    succeededFireTimes: (key, limit, before) => read((db) => succeededFireTimes(db, key, limit, before)),
    waitingRuns: (scope) => read((db) => waitingRuns(db, scope)),
    overdueWaiting: (scope, now, limit) => read((db) => overdueWaiting(db, scope, now, limit)),
    async putOffDeadline(fence, runId, startBy) {
      // What a run is of never changes, so that it may be asked for before.
      const scope = await read((db) => scopeOfRun(db, runId));
      if (scope !== undefined) await fenced(scope, fence, (tx) => putOffDeadline(tx, runId, startBy));
    },
    endOverdue: (fence, scope, reason, now, limit, waiting) =>
      fenced(scope, fence, (tx) => endOverdue(tx, scope, reason, now, limit, waiting)),
    async releaseWaiting(fence, runId, to, reason, now, isAlone) {
      // What a run is of never changes, so that it may be asked for before.
      const scope = await read((db) => scopeOfRun(db, runId));
      if (scope === undefined) return false;
      return fenced(scope, fence, (tx) => releaseWaiting(tx, runId, to, reason, now, isAlone));
    },
  };
}
