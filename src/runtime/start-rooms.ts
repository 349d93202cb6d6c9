import { hostname } from 'node:os';
import { createAlerter } from './alert/index.ts';
import { createBus, createEventFeed } from './create-bus.ts';
import { ENGINE_TYPES } from './create-engines.ts';
import { createDriftWatch, findDrift, RecordedArtefacts } from './drift/index.ts';
import { createExecutor, type Executor } from './execute/index.ts';
import { holdLogsToQuota } from './hold-logs-to-quota.ts';
import { healDeployment } from './heal-deployment.ts';
import { forgetJobLogs, withFailpoints } from './observe/index.ts';
import type { Drain, EventReader, Lease, Source } from './ports/index.ts';
import { createAppliedSource, createReconciler } from './reconcile/index.ts';
import { createRelay } from './relay/index.ts';
import { eventIndexPath, storedEvents } from './stored-events.ts';
import type { RuntimeParts } from './runtime-parts.ts';
import { finishMs } from './stop-times.ts';
import { createPresence, type Presence } from './presence/index.ts';
import { createRetainer, type KeepRuns } from './retain/index.ts';
import { createSecrets } from './secrets/index.ts';
import { createScheduler, type Scheduler } from './schedule/index.ts';
import { createFolderSource, createGitSource } from './sources/index.ts';
import { vantageHere } from './vantage-here.ts';
import { followNudges, runWatcher } from './watch/index.ts';

const LOGS_EVERY_MS = 3_600_000;

/** Leadership, as far as this process takes part in it. */
export interface Leadership {
  readonly lease: Lease | undefined;
  /** Why it is as it is. */
  readonly reason: string | undefined;
  /** Somebody else than a room of this process has changed them. */
  deploymentsChanged(): void;
}

/**
 * The rooms that one process at a time is at work in: watch and reconcile under one lease, schedule under another. They run
 * everywhere and act where the lease is held.
 */
export async function startLeading(parts: RuntimeParts): Promise<Leadership> {
  const { metrics, nudge, rooms } = parts;
  const { roles } = parts.options;
  if (!roles.has('reconcile') && !roles.has('schedule')) {
    return { lease: undefined, reason: 'this process has no role that leads', deploymentsChanged: () => undefined };
  }
  let reason: string | undefined;
  let lease: Lease | undefined;
  let scheduler: Scheduler | undefined;
  if (roles.has('schedule')) {
    const scheduling = await parts.lease('scheduler');
    lease = scheduling;
    const log = parts.log('scheduler');
    rooms.run('scheduler', (signal) =>
      scheduling.hold(signal, (state) => {
        if (!roles.has('reconcile')) reason = state.reason;
        log.info(state.held ? 'scheduling' : 'not scheduling any more', { fence: state.fence, reason: state.reason });
        nudge.schedule.wake();
      }),
    );
    scheduler = startScheduling(parts, scheduling);
  }
  const deploymentsChanged = (): void => {
    scheduler?.deploymentsChanged();
    nudge.schedule.wake();
  };
  if (roles.has('reconcile')) {
    const leading = await parts.lease('leader');
    lease = leading;
    const log = parts.log('leader');
    rooms.run('leader', (signal) =>
      leading.hold(signal, (state) => {
        reason = state.reason;
        metrics.leader(state.held);
        log.info(state.held ? 'leading' : 'not leading any more', { fence: state.fence, reason });
        nudge.reconcile.wake();
      }),
    );
    startRetaining(parts, leading, parts.options.keepRuns);
    startAlerting(parts, leading);
    if (parts.options.source?.kind === 'apply') startStandingBy(parts, leading);
    else startReconciling(parts, leading, deploymentsChanged);
    const { driftIntervalMs = 0 } = parts.options;
    if (driftIntervalMs > 0) startWatchingDrift(parts, leading, driftIntervalMs, deploymentsChanged);
  }
  return {
    lease,
    get reason() {
      return reason;
    },
    deploymentsChanged,
  };
}

function startRetaining(parts: RuntimeParts, lease: Lease, keep: KeepRuns | undefined): void {
  const { store, scope, clock, rooms } = parts;
  const retainer = createRetainer({ store, scope, lease, clock, log: parts.log('retain'), keep });
  rooms.run('retain', (signal) => retainer.run(signal));
}

/** Secrets of channels are resolved here, for each message anew: in the process that leads. */
function startAlerting(parts: RuntimeParts, lease: Lease): void {
  const { options, store, scope, clock, metrics, rooms } = parts;
  const secrets = createSecrets({ environment: { ...(options.processEnvironment ?? process.env) } });
  const alerter = createAlerter({ store, scope, lease, clock, metrics, secrets, log: parts.log('alert') });
  rooms.run('alert', (signal) => alerter.run(signal));
}

function startScheduling(parts: RuntimeParts, lease: Lease): Scheduler {
  const { store, scope, clock, random, metrics, nudge, rooms } = parts;
  const scheduler = createScheduler({
    store,
    scope,
    lease,
    clock,
    random,
    log: parts.log('schedule'),
    metrics,
    wake: nudge.schedule,
    executors: nudge.execute,
  });
  rooms.run('schedule', (signal) => scheduler.run(signal));
  return scheduler;
}

function startReconciling(parts: RuntimeParts, lease: Lease, deploymentsChanged: () => void): void {
  const { options, store, scope, clock, random, metrics, nudge, rooms } = parts;
  const watchLog = parts.log('watch');
  const shared = { compile: options.compile, clock, log: watchLog };
  const named = (): Source =>
    options.source?.kind === 'git'
      ? createGitSource({ ...shared, ...options.source, stateDir: options.stateDir })
      : createFolderSource({ ...shared, root: options.projectRoot, usePolling: options.pollFiles ?? false });
  const source = options.outside?.source() ?? named();
  const reconciler = createReconciler({
    source,
    store,
    lease,
    clock,
    log: parts.log('reconcile'),
    random,
    metrics,
    scope,
    wake: nudge.reconcile,
    deploymentsChanged,
    ...(options.apply === undefined ? {} : { apply: options.apply }),
  });
  rooms.run('watch', (signal) => runWatcher({ source, clock, log: watchLog, reconciler: nudge.reconcile }, signal));
  if (source.kind === 'git') {
    const nudged = { store, scope, lease, clock, log: watchLog, reconciler: nudge.reconcile };
    rooms.run('nudges', (signal) => followNudges(nudged, signal));
  }
  rooms.run('reconcile', (signal) => reconciler.run(signal));
}

/** The room that looks at what engines really run; engines are made for its first look, in a process that executes nothing. */
function startWatchingDrift(
  parts: RuntimeParts,
  lease: Lease,
  intervalMs: number,
  deploymentsChanged: () => void,
): void {
  const { store, scope, clock, metrics, nudge, rooms, executor } = parts;
  const artefacts = new RecordedArtefacts(store);
  const vantage = vantageHere(executor);
  const watch = createDriftWatch({
    store,
    lease,
    clock,
    log: parts.log('drift'),
    scope,
    metrics,
    heal: async (fence, pipeline) => {
      const healed = await healDeployment({ store, clock }, fence, { ...scope, pipeline });
      if (healed) deploymentsChanged();
      return healed;
    },
    find: async (signal) =>
      findDrift({ store, engines: await parts.engines(), clock, ...scope, vantage, artefacts, signal }),
    wake: nudge.drift,
    intervalMs,
  });
  rooms.run('drift', (signal) => watch.run(signal));
}

/** In place of a reconciler where reviewed plans alone change what is deployed: those who apply them write the store. */
function startStandingBy(parts: RuntimeParts, lease: Lease): void {
  const { store, scope, clock, nudge, rooms } = parts;
  const standing = createAppliedSource({
    store,
    lease,
    clock,
    log: parts.log('reconcile'),
    scope,
    wake: nudge.reconcile,
  });
  rooms.run('reconcile', (signal) => standing.run(signal));
}

/** The room that runs what is on record. */
export async function startExecuting(
  parts: RuntimeParts,
  drain: () => Pick<Drain, 'handOver'> | undefined,
): Promise<Executor | undefined> {
  const { options, store, scope, clock, random, metrics, nudge, rooms, jobLogs } = parts;
  if (!options.roles.has('execute')) return undefined;
  const engineTypes = options.engineTypes ?? ENGINE_TYPES;
  const engines = await parts.engines();
  const executor = createExecutor({
    store,
    scope,
    engines,
    measureEnds: parts.measureEnds,
    engineTypes,
    clock,
    random,
    log: parts.log('execute'),
    jobLogs,
    metrics,
    executor: parts.executor,
    wake: nudge.execute,
    scheduler: nudge.schedule,
    drain,
    finishMs: finishMs(options),
    ...(options.labels === undefined ? {} : { labels: options.labels }),
    ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
  });
  rooms.run('execute', (signal) => executor.run(signal));
  const { keepRuns: keep, logQuota } = options;
  if (logQuota !== undefined) rooms.run('log-quota', (signal) => holdLogsToQuota(parts, logQuota, signal));
  if (keep !== undefined) rooms.run('job-logs', (signal) => forgetLogs(parts, keep, signal));
  return executor;
}

/** What jobs printed here goes with the runs, which the leader forgets. */
async function forgetLogs(parts: RuntimeParts, keep: KeepRuns, signal: AbortSignal): Promise<void> {
  const { options, store, clock } = parts;
  while (!signal.aborted) {
    await clock.sleep(LOGS_EVERY_MS, signal);
    if (signal.aborted) return;
    const isKept = async (runId: string): Promise<boolean> => (await store.getRun(runId)) !== undefined;
    const logs = await forgetJobLogs(options.stateDir, clock.now() - keep.ms, isKept);
    if (logs > 0) parts.log('job-logs').info('logs of runs of long ago are removed', { runs: logs });
  }
}

/** The room that says that this process is there, and hears whether it is drained. */
export async function startPresence(
  parts: RuntimeParts,
  startedAt: number,
  executor: () => Executor | undefined,
): Promise<Presence> {
  const { options, store, clock, nudge, rooms, scope } = parts;
  const presence = createPresence({
    store,
    clock,
    log: parts.log('presence'),
    metrics: parts.metrics,
    facts: () => ({
      name: parts.executor,
      host: hostname(),
      version: options.version ?? '',
      project: scope.project,
      environment: scope.environment,
      roles: [...options.roles, ...(options.otherRoles ?? [])],
      labels: options.labels ?? [],
      startedAt,
    }),
    isIdle: () => executor()?.isTaking !== true,
    changed: () => nudge.execute.wake(),
  });
  // Before anything is taken: a host that is drained is so after a restart too.
  await presence.beat();
  rooms.run('presence', (signal) => presence.run(signal));
  return presence;
}

/** The room that publishes, in one process at a time. */
export async function startRelaying(parts: RuntimeParts): Promise<void> {
  const { options, store, clock, random, metrics, nudge, rooms } = parts;
  if (!options.roles.has('relay')) return;
  const bus = withFailpoints('bus', options.outside?.bus() ?? (await createBus(options.bus, parts.log('bus'))));
  parts.closers.unshift(() => bus.close());
  const lease = await parts.lease('relay');
  rooms.run('relay-lease', (signal) => lease.hold(signal, () => nudge.relay.wake()));
  const relay = createRelay({ store, bus, lease, clock, random, log: parts.log('relay'), metrics, wake: nudge.relay });
  rooms.run('relay', (signal) => relay.run(signal));
}

/** The room that reads events back from the bus, for those who ask for them; without one the store tells what it has. */
export async function startReadingBack(parts: RuntimeParts): Promise<EventReader> {
  const { options, store, scope, clock, random, rooms } = parts;
  const log = parts.log('events');
  const isAsked = options.otherRoles?.includes('http') === true && options.outside === undefined;
  const feed = isAsked ? await createEventFeed(options.bus, parts.log('bus'), random) : undefined;
  if (feed === undefined) return storedEvents(store);
  const { createEventIndex } = await import('./event-index/index.ts');
  const path = eventIndexPath(options.stateDir, scope.project, scope.environment);
  const index = createEventIndex({ path, feed, store, ...scope, clock, random, log });
  parts.closers.unshift(() => index.close());
  rooms.run('events', (signal) => index.run(signal));
  return index;
}
