import type { Clock, RunStore } from '../../ports/index.ts';
import type { Transactor } from '../transaction.ts';
import { attemptSteps } from './attempt-steps.ts';
import { adoptRun } from '../queries/adopt-run.ts';
import { cancelRequested } from '../queries/cancel-requested.ts';
import { poolsInUse } from '../queries/claim-of-pools.ts';
import { claimRun } from '../queries/claim-run.ts';
import { claimRuns } from '../queries/claim-runs.ts';
import { expiredClaims } from '../queries/expired-claims.ts';
import { findFormerRun } from '../queries/find-former-run.ts';
import { findRun } from '../queries/find-run.ts';
import { nextRun } from '../queries/next-run.ts';
import { finishAttempt } from '../queries/finish-attempt.ts';
import { getRun } from '../queries/get-run.ts';
import { hasClaimable } from '../queries/has-claimable.ts';
import { keptSlots } from '../queries/kept-slots.ts';
import { listRuns } from '../queries/list-runs.ts';
import { markRunning } from '../queries/mark-running.ts';
import { newestRunsIn } from '../queries/newest-runs-in.ts';
import { openRuns, openRunsOf } from '../queries/open-runs.ts';
import { releaseClaim } from '../queries/release-claim.ts';
import { renewClaims } from '../queries/renew-claims.ts';
import { reopenRun } from '../queries/reopen-run.ts';
import { requestCancel } from '../queries/request-cancel.ts';
import { startAttempt } from '../queries/start-attempt.ts';
import { updateMetrics } from '../queries/update-metrics.ts';

export function runMethods({ read, write }: Transactor, clock: Pick<Clock, 'sleep'>): RunStore {
  const take = attemptSteps({ write }, clock);
  return {
    async claimRuns(scope, executor, engineTypes, limit, until, now, { labels = [], begin } = {}) {
      // Mostly there is nothing, and one read that locks nothing says so.
      const { any, ofPools } = await read((db) => hasClaimable(db, scope, { engineTypes, labels }, now));
      if (!any) return [];
      return write((tx) =>
        claimRuns(tx, scope, { executor, until, now, begin }, { engineTypes, labels, limit }, ofPools),
      );
    },
    claimRun: (runId, executor, until, now) => write((tx) => claimRun(tx, runId, { executor, until, now })),
    renewClaims: (executor, runIds, until, now) => write((tx) => renewClaims(tx, executor, runIds, { until, now })),
    startAttempt: (runId, executor, engineRef, values, cursor, now) =>
      take(startAttempt(runId, executor, { engineRef, values, cursor }, now)),
    markRunning: (runId, executor, attempt, now) => take(markRunning(runId, executor, attempt, now)),
    updateMetrics: (runId, executor, attempt, metrics) => take(updateMetrics(runId, executor, attempt, metrics)),
    finishAttempt: (runId, executor, attempt, end, now) => take(finishAttempt(runId, executor, attempt, end, now)),
    releaseClaim: (runId, executor, now) => write((tx) => releaseClaim(tx, runId, executor, now)),
    expiredClaims: (scope, now, limit, adopter) => read((db) => expiredClaims(db, scope, now, limit, adopter)),
    adoptRun: (runId, executor, until, now) => write((tx) => adoptRun(tx, runId, { executor, until, now })),
    requestCancel: (runId, actor, now) => write((tx) => requestCancel(tx, runId, actor, now)),
    reopenRun: (runId, request, now) => write((tx) => reopenRun(tx, runId, request, now)),
    cancelRequested: (runIds) => read((db) => cancelRequested(db, runIds)),
    getRun: (id) => read((db) => getRun(db, id)),
    nextRun: (key, after) => read((db) => nextRun(db, key, after)),
    findRun: (key, fireTime) =>
      read(async (db) => (await findRun(db, { ...key, fireTime })) ?? findFormerRun(db, { key, fireTime })),
    newestRunsIn: (scope, spans) => read((db) => newestRunsIn(db, scope, spans)),
    listRuns: (filter) => read((db) => listRuns(db, filter)),
    poolsInUse: (scope) => read((db) => poolsInUse(db, scope)),
    keptSlots: (scope, now) => read((db) => keptSlots(db, scope, now)),
    openRuns: (key) => read((db) => openRuns(db, key)),
    openRunsOf: (scope, pipelines) => read((db) => openRunsOf(db, scope, pipelines)),
  };
}
