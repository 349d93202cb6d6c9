/** The server's JSON, as far as the page reads it (schemas/*.schema.json). Times are ISO 8601 in UTC. */
export const RUN_STATES = [
  'scheduled',
  'waiting',
  'claimed',
  'starting',
  'running',
  'retry-wait',
  'succeeded',
  'failed',
  'timed-out',
  'cancelled',
  'skipped',
] as const;
export type RunState = (typeof RUN_STATES)[number];

const FINAL: readonly string[] = ['succeeded', 'failed', 'timed-out', 'cancelled', 'skipped'];

export function isFinal(state: RunState): boolean {
  return FINAL.includes(state);
}

export interface Reason {
  readonly code: string;
  readonly message: string;
  readonly help?: string;
}

export interface Metrics {
  readonly rowsRead?: number;
  readonly rowsWritten?: number;
  readonly rowsRefused?: number;
  readonly bytesRead?: number;
  readonly bytesWritten?: number;
}

export interface Attempt {
  readonly number: number;
  readonly state: RunState | 'lost';
  readonly executor: string;
  readonly engineId: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly metrics: Metrics;
  readonly reason: Reason | null;
}

export interface Run {
  readonly id: string;
  readonly pipeline: string;
  readonly fireAt: string;
  readonly trigger: string;
  readonly state: RunState;
  readonly reason: Reason | null;
  readonly attempts: readonly Attempt[];
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly retryAt: string | null;
  readonly durationMs: number | null;
  readonly metrics: Metrics;
  readonly parameters: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
  /** A part of a backfill by cursor values reads these, and stands for no fire. */
  readonly cursorRange: { readonly after: string; readonly until: string } | null;
  readonly cursorBefore: string | null;
  readonly cursorAfter: string | null;
  readonly executor: string | null;
  readonly artefactDigest: string;
}

export type BackfillState = 'waiting' | 'running' | 'paused' | 'succeeded' | 'failed' | 'cancelled';

export interface Backfill {
  readonly id: string;
  readonly pipeline: string;
  readonly name: string | null;
  readonly state: BackfillState;
  readonly reason: Reason | null;
  /** Null where it is a range of cursor values. */
  readonly from: string | null;
  readonly to: string | null;
  readonly cursor: { readonly after: string; readonly until: string; readonly chunk: string | null } | null;
  readonly actor: string;
  readonly why: string | null;
  readonly runs: {
    readonly total: number;
    readonly left: number;
    readonly open: number;
    readonly succeeded: number;
    readonly failed: number;
  };
  readonly waitsFor: Reason | null;
  readonly remainingMs: number | null;
}

export interface RecentRun {
  readonly id: string;
  readonly fireAt: string;
  readonly state: RunState;
  readonly durationMs: number | null;
  readonly rowsWritten: number | null;
}

export type Health = 'Healthy' | 'Progressing' | 'Suspended' | 'Degraded' | 'Missing' | 'Unknown';

export interface Pipeline {
  readonly name: string;
  readonly owner: string | null;
  readonly description: string | null;
  readonly engine: { readonly name: string; readonly type: string } | null;
  readonly schedule: {
    readonly kind: string;
    readonly words: string;
    readonly timeZone: string;
    readonly expression: string | null;
  } | null;
  readonly source: string;
  readonly sink: string;
  readonly dependsOn: readonly string[];
  readonly dependsOnAny?: true;
  readonly state: string;
  readonly generation: number;
  readonly revision: string;
  readonly artefactDigest: string;
  readonly sync: {
    readonly status: 'Synced' | 'OutOfSync' | 'Unknown';
    readonly reason: string;
    readonly message: string | null;
  };
  readonly health: { readonly status: Health; readonly reason: string; readonly message: string | null };
  readonly nextFireAt: string | null;
  readonly cursor: string | null;
  readonly recentRuns: readonly RecentRun[];
}

export interface EventItem {
  readonly id: string;
  readonly topic: string;
  readonly sequence: number;
  readonly type: string;
  readonly at: string;
  readonly pipeline: string | null;
  readonly run: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly hash: string;
  readonly publishedAt: string | null;
}

/** A delete that waits for a person. */
export interface HeldDelete {
  readonly pipeline: string;
  readonly reason: { readonly code: string; readonly message: string };
  readonly since: string;
}

export interface HeldDeletes {
  /** Of the whole set: a yes is to one set. */
  readonly digest: string;
  readonly items: readonly HeldDelete[];
  /** Names of what was just deleted. */
  readonly pruned: readonly string[];
}

/** What is to be deleted: the set that was seen, or these. */
export type PruneWish = { readonly digest: string } | { readonly pipelines: readonly string[] };

/** A deleted pipeline that can be brought back. */
export interface Restorable {
  readonly pipeline: string;
  readonly deletedAt: string;
  readonly restorableUntil: string | null;
  readonly revision: string;
}

export interface HistoryEntry {
  readonly at: string;
  readonly kind: string;
  readonly generation: number;
  /** Of its artefact since then; null where it stayed what it was. */
  readonly digest: string | null;
  readonly revision: string | null;
  readonly actor: string;
  readonly reason: { readonly code: string; readonly message: string };
  readonly why: string | null;
  readonly toGeneration: number | null;
  readonly otherName: string | null;
}

/** A rollback to a generation, or its end; `from` is the generation that was seen. */
export type RollbackWish = { readonly from: number; readonly reason?: string } & (
  | { readonly to: number; readonly undo?: false }
  | { readonly undo: true }
);

export interface Rollback {
  readonly outcome: 'planned' | 'rolled-back' | 'undone';
  readonly to: { readonly generation: number | null };
  readonly generation: number | null;
}

/** A version of a pipeline, as far as it says what its job is made of. */
export interface Artefact {
  readonly pipeline: object;
  readonly datasources?: object;
  readonly engine?: object;
}

export interface Diagnostic {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly file: string;
  readonly range: { readonly start: { readonly line: number; readonly column: number } };
  readonly notes: readonly string[];
  readonly help?: string;
}

export interface Diagnostics {
  readonly source: {
    /** `apply`: only reviewed plans change what is deployed. */
    readonly kind: 'folder' | 'git' | 'apply';
    readonly state: 'synced' | 'broken' | 'unreadable';
    readonly revision: string;
    readonly checkedAt: string;
    /** Of the source `git` only. */
    readonly repository?: {
      readonly url: string;
      readonly ref: string;
      readonly commit: { readonly id: string; readonly author: string; readonly subject: string } | null;
    };
    /** Why nothing can be read, while the state is `unreadable`. */
    readonly problem?: { readonly code: string; readonly message: string; readonly help?: string };
  } | null;
  readonly summary: {
    readonly files: number;
    readonly pipelines: number;
    readonly errors: number;
    readonly warnings: number;
  };
  readonly diagnostics: readonly Diagnostic[];
}

export interface Status {
  readonly version: string;
  readonly project: string;
  readonly environment: string;
  readonly now: string;
  readonly startedAt: string;
  readonly executor: string;
  readonly roles: readonly string[];
  readonly leader: { readonly held: boolean; readonly fence: number | null };
  readonly store: string;
  readonly bus: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

export interface Logs {
  readonly attempt: number;
  readonly attempts: readonly number[];
  readonly text: string;
}
