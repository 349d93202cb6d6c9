import type { RuntimeMetrics } from '../observe/index.ts';
import type { Clock, Drain, Engines, JobLogs, Log, MeasureEnds, Random, Scope, Store, Wake } from '../ports/index.ts';

/** What the execute room asks for. */
export interface ExecutorDependencies {
  readonly store: Store;
  /** What this process serves: runs of nothing else are claimed or adopted. */
  readonly scope: Scope;
  readonly engines: Engines;
  /** Asks source and sink of a run for their rows, where its pipeline expects them to be the same. */
  readonly measureEnds: MeasureEnds;
  /** Engine types that this process runs. */
  readonly engineTypes: readonly string[];
  /** That this executor has: what asks for another one is left to others. Default none. */
  readonly labels?: readonly string[];
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly jobLogs: JobLogs;
  readonly metrics: RuntimeMetrics;
  /** This process, in claims and attempts; unique over all processes and restarts. */
  readonly executor: string;
  /** Nudged when there may be something to claim. */
  readonly wake: Wake;
  /** Nudged when a run has ended, so that others may start. */
  readonly scheduler: Wake;
  /** How this process is drained: it takes no runs meanwhile. Default never. */
  readonly drain?: () => Pick<Drain, 'handOver'> | undefined;
  /** On shutdown: how long jobs may go on, in milliseconds; default 2,800. */
  readonly finishMs?: number;
  /** Runs at once; default 4. */
  readonly concurrency?: number;
}

/** How long a claim holds without a beat; a dead executor's runs are up for adoption after it. */
export const CLAIM_TTL_MS = 30_000;
export const RENEW_MS = 10_000;
/** How often requests to cancel are looked for. */
export const BEAT_MS = 1_000;
/** How often other executors' expired claims are looked for. */
export const ADOPT_MS = 5_000;
/** How often the store is asked for runs when nobody nudges. */
export const CLAIM_POLL_MS = 1_000;
/** How long a job may take to end once it was asked to: longer than engines wait before they kill it (10 s). */
export const STOP_GRACE_MS = 20_000;
/**
 * How long an engine may not know a job that runs on record: a JobManager that fails over finds its jobs again, and one
 * that does not has TaskManagers that go on writing for 50 s (`heartbeat.timeout` of Flink).
 */
export const REAPPEAR_MS = 75_000;
/** The same of a job that is a process of this host: no heartbeat of others keeps it alive. */
export const HOST_REAPPEAR_MS = 30_000;
/** How long an engine may be silent before its job counts as lost. */
export const SILENCE_MS = 300_000;
/** On shutdown: how long letting go of jobs elsewhere may take, how long jobs may go on, and how long to stop after that. */
export const LET_GO_MS = 500;
export const FINISH_MS = 2_800;
export const SHUTDOWN_STOP_MS = 1_000;
