import type { Clock, Store } from '../ports/index.ts';
import type { Backend } from './backend.ts';
import { migrate } from './migrations/migrate.ts';
import { acquireLease } from './queries/acquire-lease.ts';
import { adoptRun } from './queries/adopt-run.ts';
import { appendAudit } from './queries/append-audit.ts';
import { applyChanges } from './queries/apply-changes.ts';
import { applyReviewed } from './queries/apply-reviewed.ts';
import { cancelRequested } from './queries/cancel-requested.ts';
import { checkFence } from './queries/check-fence.ts';
import { claimRun } from './queries/claim-run.ts';
import { claimRuns } from './queries/claim-runs.ts';
import { currentFence } from './queries/current-fence.ts';
import { dueDeployments } from './queries/due-deployments.ts';
import { earliestFireTime } from './queries/earliest-fire-time.ts';
import { expiredClaims } from './queries/expired-claims.ts';
import { finishAttempt } from './queries/finish-attempt.ts';
import { formerNames } from './queries/former-names.ts';
import { getArtefact } from './queries/get-artefact.ts';
import { getCursor } from './queries/get-cursor.ts';
import { getDeployment } from './queries/get-deployment.ts';
import { getRun } from './queries/get-run.ts';
import { leaseHolder } from './queries/lease-holder.ts';
import { leaseTime } from './queries/lease-time.ts';
import { listDeployments } from './queries/list-deployments.ts';
import { listEvents } from './queries/list-events.ts';
import { listRuns } from './queries/list-runs.ts';
import { madeAt } from './queries/made-at.ts';
import { markPublished } from './queries/mark-published.ts';
import { markRunning } from './queries/mark-running.ts';
import { nextFence } from './queries/next-fence.ts';
import { openRuns } from './queries/open-runs.ts';
import { publishAgain } from './queries/publish-again.ts';
import { putArtefacts } from './queries/put-artefacts.ts';
import { recordFire } from './queries/record-fire.ts';
import { recordHeads } from './queries/record-heads.ts';
import { releaseClaim } from './queries/release-claim.ts';
import { releaseLease } from './queries/release-lease.ts';
import { releaseWaiting } from './queries/release-waiting.ts';
import { renewClaims } from './queries/renew-claims.ts';
import { renewLease } from './queries/renew-lease.ts';
import { reopenRun } from './queries/reopen-run.ts';
import { requestCancel } from './queries/request-cancel.ts';
import { setNextFireTime } from './queries/set-next-fire-time.ts';
import { setSourceStatus } from './queries/set-source-status.ts';
import { sourceStatus } from './queries/source-status.ts';
import { startAttempt } from './queries/start-attempt.ts';
import { succeededFireTimes } from './queries/succeeded-fire-times.ts';
import { unpublishedEvents } from './queries/unpublished-events.ts';
import { updateMetrics } from './queries/update-metrics.ts';
import { createTransactor, type Transaction, type Transactor } from './transaction.ts';

/** What a store is made of: a database, a clock to wait by, and the lease whose fence guards leaders' writes. */
export interface StoreParts {
  readonly backend: Backend;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly leaseName: string;
}

/** The store's methods, each one transaction or one read; every SQL statement is in `queries/`. */
export function assembleStore(parts: StoreParts): Store {
  const transactor = createTransactor(parts.backend, parts.clock);
  return {
    ...lifecycle(parts, transactor),
    ...leases(parts, transactor),
    ...deployments(parts, transactor),
    ...fires(transactor, fencing(parts, transactor)),
    ...runs(transactor),
    ...events(transactor),
  };
}

type Fenced = <T>(fence: number, work: (transaction: Transaction) => Promise<T>) => Promise<T>;

/** A transaction that first checks the leader's fence. */
function fencing({ leaseName }: StoreParts, { write }: Transactor): Fenced {
  return (fence, work) =>
    write(async (transaction) => {
      await checkFence(transaction, leaseName, fence);
      return work(transaction);
    });
}

function lifecycle(
  { backend }: StoreParts,
  { read, close }: Transactor,
): Pick<Store, 'open' | 'madeAt' | 'ping' | 'close'> {
  return {
    async open(now) {
      await read(() => backend.prepare());
      await read(() => migrate(backend, now));
    },
    madeAt: () => read(madeAt),
    async ping() {
      await read((db) => db.selectFrom('sluice_event_head').select('topic').limit(1).execute());
    },
    close,
  };
}

type LeaseMethods =
  | 'leaseTime'
  | 'acquireLease'
  | 'renewLease'
  | 'releaseLease'
  | 'leaseHolder'
  | 'nextFence'
  | 'currentFence';

function leases({ backend }: StoreParts, { read, write }: Transactor): Pick<Store, LeaseMethods> {
  return {
    // A file is of one host, which has one clock.
    leaseTime: (now) => (backend.flavour === 'mysql' ? read(leaseTime) : Promise.resolve(now)),
    acquireLease: (name, holder, ttlMs, now) => write((tx) => acquireLease(tx, name, holder, ttlMs, now)),
    renewLease: (name, holder, fence, ttlMs, now) => write((tx) => renewLease(tx, name, holder, fence, ttlMs, now)),
    releaseLease: (name, holder, fence) => write((tx) => releaseLease(tx, name, holder, fence)),
    leaseHolder: (name, now) => read((db) => leaseHolder(db, name, now)),
    nextFence: (name, atLeast) => write((tx) => nextFence(tx, name, atLeast)),
    currentFence: (name) => read((db) => currentFence(db, name)),
  };
}

type DeploymentMethods =
  | 'applyChanges'
  | 'applyReviewed'
  | 'setSourceStatus'
  | 'sourceStatus'
  | 'listDeployments'
  | 'getDeployment'
  | 'formerNames'
  | 'getCursor'
  | 'getArtefact'
  | 'putArtefact';

function deployments(parts: StoreParts, transactor: Transactor): Pick<Store, DeploymentMethods> {
  const { read, write } = transactor;
  const fenced = fencing(parts, transactor);
  return {
    applyChanges: (fence, revision, changes, now, actor) =>
      fenced(fence, async (tx) => {
        await applyChanges(tx, changes, { revision, actor, now });
      }),
    applyReviewed: (reviewed, now) => write((tx) => applyReviewed(tx, parts.leaseName, reviewed, now)),
    setSourceStatus: (fence, status) => fenced(fence, (tx) => setSourceStatus(tx, status)),
    sourceStatus: (project, environment) => read((db) => sourceStatus(db, project, environment)),
    listDeployments: (filter) => read((db) => listDeployments(db, filter)),
    getDeployment: (key) => read((db) => getDeployment(db, key)),
    formerNames: (key) => read(async (db) => (await formerNames(db, key)).map(({ name }) => name)),
    getCursor: (key) => read((db) => getCursor(db, key)),
    getArtefact: (digest) => read((db) => getArtefact(db, digest)),
    putArtefact: (compiled, now) => write((tx) => putArtefacts(tx, [compiled], now)),
  };
}

type FireMethods =
  | 'dueDeployments'
  | 'earliestFireTime'
  | 'recordFire'
  | 'setNextFireTime'
  | 'succeededFireTimes'
  | 'releaseWaiting';

function fires({ read, write }: Transactor, fenced: Fenced): Pick<Store, FireMethods> {
  return {
    dueDeployments: (now, limit) => read((db) => dueDeployments(db, now, limit)),
    earliestFireTime: () => read(earliestFireTime),
    recordFire: (fence, request, runId, now) =>
      fence === undefined
        ? write((tx) => recordFire(tx, request, runId, now))
        : fenced(fence, (tx) => recordFire(tx, request, runId, now)),
    setNextFireTime: (fence, key, next) => fenced(fence, (tx) => setNextFireTime(tx, key, next)),
    succeededFireTimes: (key, limit) => read((db) => succeededFireTimes(db, key, limit)),
    releaseWaiting: (fence, runId, to, reason, now) =>
      fenced(fence, (tx) => releaseWaiting(tx, runId, to, reason, now)),
  };
}

type RunMethods =
  | 'claimRuns'
  | 'claimRun'
  | 'renewClaims'
  | 'startAttempt'
  | 'markRunning'
  | 'updateMetrics'
  | 'finishAttempt'
  | 'releaseClaim'
  | 'expiredClaims'
  | 'adoptRun'
  | 'requestCancel'
  | 'reopenRun'
  | 'cancelRequested'
  | 'getRun'
  | 'listRuns'
  | 'openRuns';

function runs({ read, write }: Transactor): Pick<Store, RunMethods> {
  return {
    claimRuns: (executor, engineTypes, limit, until, now) =>
      write((tx) => claimRuns(tx, { executor, until, now }, engineTypes, limit)),
    claimRun: (runId, executor, until, now) => write((tx) => claimRun(tx, runId, { executor, until, now })),
    renewClaims: (executor, runIds, until) => write((tx) => renewClaims(tx, executor, runIds, until)),
    startAttempt: (runId, executor, engineRef, values, cursor, now) =>
      write((tx) => startAttempt(tx, runId, executor, { engineRef, values, cursor }, now)),
    markRunning: (runId, executor, attempt, now) => write((tx) => markRunning(tx, runId, executor, attempt, now)),
    updateMetrics: (runId, executor, attempt, metrics) =>
      write((tx) => updateMetrics(tx, runId, executor, attempt, metrics)),
    finishAttempt: (runId, executor, attempt, end, now) =>
      write((tx) => finishAttempt(tx, runId, executor, attempt, end, now)),
    releaseClaim: (runId, executor, now) => write((tx) => releaseClaim(tx, runId, executor, now)),
    expiredClaims: (now, limit) => read((db) => expiredClaims(db, now, limit)),
    adoptRun: (runId, executor, until, now) => write((tx) => adoptRun(tx, runId, { executor, until, now })),
    requestCancel: (runId, actor, now) => write((tx) => requestCancel(tx, runId, actor, now)),
    reopenRun: (runId, request, now) => write((tx) => reopenRun(tx, runId, request, now)),
    cancelRequested: (runIds) => read((db) => cancelRequested(db, runIds)),
    getRun: (id) => read((db) => getRun(db, id)),
    listRuns: (filter) => read((db) => listRuns(db, filter)),
    openRuns: (key) => read((db) => openRuns(db, key)),
  };
}

function events({
  read,
  write,
}: Transactor): Pick<
  Store,
  'appendAudit' | 'recordHeads' | 'listEvents' | 'unpublishedEvents' | 'publishAgain' | 'markPublished'
> {
  return {
    appendAudit: (event, now) => write((tx) => appendAudit(tx, event, now)),
    recordHeads: (limit, now) => write((tx) => recordHeads(tx, limit, now)),
    listEvents: (filter) => read((db) => listEvents(db, filter)),
    unpublishedEvents: (limit) => read((db) => unpublishedEvents(db, limit)),
    publishAgain: (topic) => publishAgain(read, write, topic),
    markPublished: (ids, now) => write((tx) => markPublished(tx, ids, now)),
  };
}
