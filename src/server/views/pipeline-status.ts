import { calendarEnd, type Schedule } from '../../time/index.ts';
import type { Condition, ConditionType, Deployment, FullPool, RunRecord, SourceStatus } from '../../runtime/index.ts';

/** Whether what runs is what the repository says. */
export interface SyncStatus {
  readonly status: 'Synced' | 'OutOfSync' | 'Unknown';
  readonly reason:
    | 'UP_TO_DATE'
    | 'APPLYING'
    | 'STALLED'
    | 'RESTORED'
    | 'PRUNE_PENDING'
    | 'PRUNE_DISABLED'
    | 'DRIFTED'
    | 'PINNED'
    | 'SOURCE_BROKEN'
    | 'SOURCE_UNREADABLE'
    | 'NOT_CHECKED'
    | 'DELETED';
  /** What a person has to know of it; undefined where the reason says it all. */
  readonly message?: string;
  /** Since when it is so, UTC milliseconds; undefined where nobody has noted it. */
  readonly since?: number;
}

/** Whether it does its work. */
export interface HealthStatus {
  readonly status: 'Healthy' | 'Progressing' | 'Suspended' | 'Degraded' | 'Missing' | 'Unknown';
  readonly reason:
    | 'LAST_RUN_SUCCEEDED'
    | 'LAST_RUN_FAILED'
    | 'FIRE_OVERDUE'
    | 'CALENDAR_ENDED'
    | 'RUNNING'
    | 'POOL_FULL'
    | 'RETRYING'
    | 'APPLYING'
    | 'NEVER_RAN'
    | 'SUSPENDED'
    | 'PAUSED'
    | 'DELETED';
  /** As in {@link SyncStatus}. */
  readonly message?: string;
  /** As in {@link SyncStatus}; of a streak of runs, when the oldest that is known of it ended. */
  readonly since?: number;
}

/** A fire this late counts as overdue: the scheduler is not doing its work. */
const OVERDUE_MS = 60_000;

/** What is on record of a pipeline beside its deployment, what weighs most first. */
const BY_CONDITION: readonly (readonly [ConditionType, (condition: Condition) => SyncStatus['reason']])[] = [
  ['stalled', () => 'STALLED'],
  ['restored', () => 'RESTORED'],
  ['delete-held', ({ reason }) => (reason === 'DELETE_HELD_NEVER' ? 'PRUNE_DISABLED' : 'PRUNE_PENDING')],
  ['drifted', () => 'DRIFTED'],
  ['pinned', () => 'PINNED'],
];

/**
 * Sync of a deployment, by what the reconciler last saw; `source` is undefined before it has looked.
 *
 * @param conditions Of this pipeline.
 */
export function syncStatusOf(
  deployment: Deployment,
  source: SourceStatus | undefined,
  conditions: readonly Condition[] = [],
): SyncStatus {
  const { appliedAt: since } = deployment;
  if (source === undefined) return { status: 'Unknown', reason: 'NOT_CHECKED' };
  if (deployment.state === 'deleted') return { status: 'Synced', reason: 'DELETED', since };
  for (const [type, reasonOf] of BY_CONDITION) {
    const condition = conditions.find((each) => each.type === type);
    if (condition !== undefined)
      return {
        status: 'OutOfSync',
        reason: reasonOf(condition),
        message: condition.message,
        since: condition.since,
      };
  }
  if (deployment.observedGeneration < deployment.generation) return { status: 'OutOfSync', reason: 'APPLYING', since };
  if (source.state === 'unreadable') return { status: 'Unknown', reason: 'SOURCE_UNREADABLE' };
  // One that compiled is what the files say; of any other, the files with errors may hide what it should be.
  if (source.state === 'broken' && source.compiled?.includes(deployment.pipeline) !== true) {
    return { status: 'Unknown', reason: 'SOURCE_BROKEN' };
  }
  return { status: 'Synced', reason: 'UP_TO_DATE', since };
}

/**
 * @param runs The newest first.
 * @param conditions Of this pipeline.
 * @param schedule Its schedule; undefined where its artefact is not stored.
 * @param full Pools that its runs take slots of, in which none is free.
 */
export function healthStatusOf(
  deployment: Deployment,
  runs: readonly RunRecord[],
  now: number,
  conditions: readonly Condition[] = [],
  schedule?: Schedule,
  full: readonly FullPool[] = [],
): HealthStatus {
  const { appliedAt: since } = deployment;
  if (deployment.state === 'deleted') return { status: 'Missing', reason: 'DELETED', since };
  const paused = conditions.find(({ type }) => type === 'paused');
  if (paused !== undefined)
    return { status: 'Suspended', reason: 'PAUSED', message: pauseInWords(deployment, paused), since: paused.since };
  if (deployment.state === 'suspended') return { status: 'Suspended', reason: 'SUSPENDED', since };
  const ends = runs.filter(({ state }) => state === 'succeeded' || state === 'failed' || state === 'timed-out');
  const [judged] = ends;
  if (judged !== undefined && judged.state !== 'succeeded') {
    return { status: 'Degraded', reason: 'LAST_RUN_FAILED', ...sinceOf(streak(ends)) };
  }
  const retrying = runs.find((run) => run.state === 'retry-wait');
  if (retrying !== undefined) return { status: 'Degraded', reason: 'RETRYING', ...sinceOf(retrying.startedAt) };
  const due = deployment.dueAt ?? deployment.nextFireTime;
  if (due !== undefined && due < now - OVERDUE_MS) return { status: 'Degraded', reason: 'FIRE_OVERDUE', since: due };
  const unknown = schedule === undefined || deployment.nextFireTime !== undefined ? undefined : calendarEnd(schedule);
  if (unknown !== undefined)
    return {
      status: 'Degraded',
      reason: 'CALENDAR_ENDED',
      message: `the days of its calendar are not known from ${new Date(unknown).toISOString()} on: it does not fire until it is deployed again with a calendar that knows them`,
    };
  const running = runs.find((run) => run.state === 'running' || run.state === 'starting');
  if (running !== undefined) return { status: 'Progressing', reason: 'RUNNING', ...sinceOf(running.startedAt) };
  const ready = runs.findLast(({ state }) => state === 'scheduled');
  const [pool] = full;
  if (ready !== undefined && pool !== undefined)
    return { status: 'Progressing', reason: 'POOL_FULL', message: fullInWords(pool), since: ready.createdAt };
  if (deployment.observedGeneration < deployment.generation)
    return { status: 'Progressing', reason: 'APPLYING', since };
  if (judged === undefined) return { status: 'Unknown', reason: 'NEVER_RAN', since };
  return { status: 'Healthy', reason: 'LAST_RUN_SUCCEEDED', ...sinceOf(streak(ends)) };
}

function fullInWords({ name, datasource, held, slots }: FullPool): string {
  return datasource === undefined
    ? `pool \`${name}\` is full: ${held} of ${slots} slots are taken`
    : `${held} runs read or write datasource \`${datasource}\`, as many as its \`limit\` lets (${slots})`;
}

/** `state: suspended` is git's, a pause a person's: who resumes one that is both is told that it still stands. */
function pauseInWords({ state }: Deployment, { message }: Condition): string {
  return state === 'suspended' ? `${message}; its definition suspends it too` : message;
}

/** When the oldest run ended since which all have ended as well, or as badly, as the newest. */
function streak(ends: readonly RunRecord[]): number | undefined {
  const isGood = (run: RunRecord): boolean => run.state === 'succeeded';
  const [newest] = ends;
  if (newest === undefined) return undefined;
  const other = ends.findIndex((run) => isGood(run) !== isGood(newest));
  return ends.at(other < 0 ? -1 : other - 1)?.finishedAt;
}

function sinceOf(since: number | undefined): { readonly since?: number } {
  return since === undefined ? {} : { since };
}
