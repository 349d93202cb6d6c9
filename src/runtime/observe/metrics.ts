import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { FireRequest, RunMetrics, RunState } from '../ports/index.ts';

/** The figures of one process. Rooms call these; the server prints `registry`. */
export interface RuntimeMetrics {
  readonly registry: Registry;
  /** A fire was put on record by this process, as this state; undefined = nobody could have recorded it sooner. */
  fireRecorded(state: FireRequest['state'], latenessMs: number | undefined): void;
  runEnded(state: RunState, durationMs: number): void;
  /** What an attempt moved, whatever became of it. */
  recordsMoved(moved: RunMetrics): void;
  /** A run of the pipeline ended well at this UTC time in milliseconds. */
  runSucceeded(pipeline: string, at: number): void;
  claims(held: number): void;
  leader(held: boolean): void;
  /** Whether the last sign of life of this process was written. */
  present(isHeard: boolean): void;
  reconciled(outcome: 'synced' | 'broken' | 'unreadable', durationMs: number): void;
  /** So many conditions of this type are on record; told by the leader. */
  conditions(type: string, count: number): void;
  eventsPublished(count: number): void;
  /** Alerts could not be delivered to a channel, or it takes no more for now. */
  alertFailed(channel: string): void;
  /** How old the oldest event is that the bus does not have yet; 0 when none waits. */
  relayLag(ms: number): void;
  /** Bytes that the logs of runs take on this host, and may take. */
  jobLogs(used: number, quota: number): void;
  /** Which build this is. */
  build(version: string): void;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 300, 1800, 7200];

export function createRuntimeMetrics(): RuntimeMetrics {
  const registry = new Registry();
  const registers = [registry];
  const fires = new Counter({
    name: 'sluice_fires_total',
    help: 'Fires put on record, by the state they were recorded in.',
    labelNames: ['state'],
    registers,
  });
  const lateness = new Histogram({
    name: 'sluice_schedule_lateness_seconds',
    help: 'From a fire time to its record; fires from before the deployment are left out.',
    buckets: SECONDS,
    registers,
  });
  const runs = new Counter({
    name: 'sluice_runs_total',
    help: 'Attempts that this process saw end, by what became of the run.',
    labelNames: ['state'],
    registers,
  });
  const duration = new Histogram({
    name: 'sluice_run_duration_seconds',
    help: 'From the start of an attempt to its recorded end.',
    buckets: SECONDS,
    registers,
  });
  const records = new Counter({
    name: 'sluice_run_records_total',
    help: 'Records that ended attempts read, wrote, and had refused.',
    labelNames: ['direction'],
    registers,
  });
  const lastSuccess = new Gauge({
    name: 'sluice_run_last_success_timestamp_seconds',
    help: 'When a run of the pipeline last ended well in this process, as seconds since 1970; of pipelines that did since it started.',
    labelNames: ['pipeline'],
    registers,
  });
  const build = new Gauge({
    name: 'sluice_build_info',
    help: 'Always 1; the labels say which build this is.',
    labelNames: ['version', 'node'],
    registers,
  });
  const reconcileErrors = new Counter({
    name: 'sluice_reconcile_errors_total',
    help: 'Reconciliations that found the source broken or unreadable.',
    registers,
  });
  const claims = new Gauge({ name: 'sluice_claims', help: 'Runs that this process holds.', registers });
  const leader = new Gauge({ name: 'sluice_leader', help: '1 while this process leads.', registers });
  const presence = new Gauge({
    name: 'sluice_presence',
    help: '1 while others hear that this process is there.',
    registers,
  });
  const reconcile = new Histogram({
    name: 'sluice_reconcile_duration_seconds',
    help: 'From reading the source to the recorded state.',
    labelNames: ['outcome'],
    buckets: SECONDS,
    registers,
  });
  const conditions = new Gauge({
    name: 'sluice_conditions',
    help: 'Pipelines that are stalled, whose delete is held, or that drift, by the type of condition; as the leader knows them.',
    labelNames: ['type'],
    registers,
  });
  const published = new Counter({ name: 'sluice_events_published_total', help: 'Events the bus took.', registers });
  const alertFailures = new Counter({
    name: 'sluice_alert_send_failures_total',
    help: 'Times that alerts could not be delivered to a channel, or that it took no more for now; told by the leader.',
    labelNames: ['channel'],
    registers,
  });
  const lag = new Gauge({
    name: 'sluice_event_lag_seconds',
    help: 'Age of the oldest event that the bus does not have yet.',
    registers,
  });
  const logBytes = new Gauge({
    name: 'sluice_job_log_bytes',
    help: 'What the logs of runs take on this host; looked at when much was printed, and once an hour.',
    registers,
  });
  const logQuota = new Gauge({
    name: 'sluice_job_log_quota_bytes',
    help: 'What the logs of runs may take on this host.',
    registers,
  });
  return {
    registry,
    fireRecorded(state, latenessMs) {
      fires.inc({ state });
      if (latenessMs !== undefined) lateness.observe(Math.max(0, latenessMs) / 1000);
    },
    runEnded(state, durationMs) {
      runs.inc({ state });
      duration.observe(durationMs / 1000);
    },
    recordsMoved({ rowsRead, rowsWritten, rowsRefused }) {
      records.inc({ direction: 'read' }, rowsRead ?? 0);
      records.inc({ direction: 'written' }, rowsWritten ?? 0);
      records.inc({ direction: 'refused' }, rowsRefused ?? 0);
    },
    runSucceeded: (pipeline, at) => lastSuccess.set({ pipeline }, at / 1000),
    jobLogs(used, quota) {
      logBytes.set(used);
      logQuota.set(quota);
    },
    build: (version) => build.set({ version, node: process.versions.node }, 1),
    claims: (held) => claims.set(held),
    leader(held) {
      leader.set(held ? 1 : 0);
      // what a former leader knew is nobody's news
      if (!held) conditions.reset();
    },
    present: (isHeard) => presence.set(isHeard ? 1 : 0),
    reconciled(outcome, durationMs) {
      reconcile.observe({ outcome }, durationMs / 1000);
      if (outcome !== 'synced') reconcileErrors.inc();
    },
    conditions: (type, count) => conditions.set({ type }, count),
    eventsPublished: (count) => published.inc(count),
    alertFailed: (channel) => alertFailures.inc({ channel }),
    relayLag: (ms) => lag.set(ms / 1000),
  };
}
