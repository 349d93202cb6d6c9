import { AUDIT_TOPIC, RUNS_TOPIC, type Topic } from './event.ts';

/** Every kind of event that is written, with the topic it belongs to. docs/events.md says what each tells. */
export const EVENT_TYPES = {
  'deployment.created': AUDIT_TOPIC,
  'deployment.updated': AUDIT_TOPIC,
  'deployment.suspended': AUDIT_TOPIC,
  'deployment.resumed': AUDIT_TOPIC,
  'deployment.moved': AUDIT_TOPIC,
  'deployment.deleted': AUDIT_TOPIC,
  'plan.applied': AUDIT_TOPIC,
  'source.synced': AUDIT_TOPIC,
  'source.broken': AUDIT_TOPIC,
  'source.unreadable': AUDIT_TOPIC,
  'run.requested': AUDIT_TOPIC,
  'run.rerun-requested': AUDIT_TOPIC,
  'run.cancel-requested': AUDIT_TOPIC,
  'run.scheduled': RUNS_TOPIC,
  'run.waiting': RUNS_TOPIC,
  'run.claimed': RUNS_TOPIC,
  'run.starting': RUNS_TOPIC,
  'run.running': RUNS_TOPIC,
  'run.retry-wait': RUNS_TOPIC,
  'run.succeeded': RUNS_TOPIC,
  'run.failed': RUNS_TOPIC,
  'run.timed-out': RUNS_TOPIC,
  'run.cancelled': RUNS_TOPIC,
  'run.skipped': RUNS_TOPIC,
  'run.moved': RUNS_TOPIC,
  'run.adopted': RUNS_TOPIC,
  'attempt.lost': RUNS_TOPIC,
} as const satisfies Readonly<Record<string, Topic>>;

/** One of {@link EVENT_TYPES}. */
export type EventType = keyof typeof EVENT_TYPES;
