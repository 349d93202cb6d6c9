import { AUDIT_TOPIC, RUNS_TOPIC, type Topic } from './event.ts';

const AUDIT: readonly Topic[] = [AUDIT_TOPIC];
const RUNS: readonly Topic[] = [RUNS_TOPIC];

/** Every kind of event that is written, with the topics it is in. docs/events.md says what each tells. */
export const EVENT_TYPES = {
  'deployment.created': AUDIT,
  'deployment.updated': AUDIT,
  'deployment.suspended': AUDIT,
  'deployment.resumed': AUDIT,
  'deployment.paused': AUDIT,
  'deployment.unpaused': AUDIT,
  'deployment.rolled-back': AUDIT,
  'deployment.unpinned': AUDIT,
  'deployment.moved': AUDIT,
  'deployment.deleted': AUDIT,
  'deployment.restored': AUDIT,
  'deployment.purged': AUDIT,
  'deployment.restore-ended': AUDIT,
  'deployment.stalled': AUDIT,
  'deployment.recovered': AUDIT,
  'deployment.delete-held': AUDIT,
  'deployment.delete-released': AUDIT,
  'drift.found': AUDIT,
  'drift.gone': AUDIT,
  'drift.healed': AUDIT,
  'plan.applied': AUDIT,
  'source.synced': AUDIT,
  'source.broken': AUDIT,
  'source.unreadable': AUDIT,
  'run.requested': AUDIT,
  'run.rerun-requested': AUDIT,
  'run.cancel-requested': AUDIT,
  'executor.drained': AUDIT,
  'executor.undrained': AUDIT,
  'run.scheduled': RUNS,
  'run.waiting': RUNS,
  'run.claimed': RUNS,
  'run.starting': RUNS,
  'run.running': RUNS,
  'run.retry-wait': RUNS,
  'run.succeeded': RUNS,
  'run.failed': RUNS,
  'run.timed-out': RUNS,
  'run.cancelled': RUNS,
  'run.skipped': RUNS,
  'run.moved': RUNS,
  'run.adopted': RUNS,
  'attempt.lost': RUNS,
  'chain.heads': [AUDIT_TOPIC, RUNS_TOPIC],
  'chain.restored': AUDIT,
} as const satisfies Readonly<Record<string, readonly Topic[]>>;

/** One of {@link EVENT_TYPES}. */
export type EventType = keyof typeof EVENT_TYPES;
