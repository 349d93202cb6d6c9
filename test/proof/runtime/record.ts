import type { PublishedEvent, TopicRecord } from '../../support/read-topic.ts';
import type { Place, Row } from './place.ts';

/** A run as the store's own rows tell it; read without the code that wrote them. */
export interface RecordedRun {
  readonly id: string;
  readonly pipeline: string;
  readonly fireTime: number;
  readonly state: string;
  readonly reason: string;
  /** When its first attempt was recorded; undefined = none was. */
  readonly startedAt: number | undefined;
  readonly cursorBefore: string | undefined;
  readonly cursorAfter: string | undefined;
  /** States of its attempts, in their order. */
  readonly attempts: readonly string[];
}

export const FINAL: ReadonlySet<string> = new Set(['succeeded', 'failed', 'timed-out', 'cancelled', 'skipped']);

/** Runs by fire time. */
export async function recordedRuns(place: Place): Promise<readonly RecordedRun[]> {
  const attempts = new Map<string, Row[]>();
  const runs = await place.rows('sluice_run');
  for (const row of await place.rows('sluice_attempt')) {
    const id = String(row['run_id']);
    attempts.set(id, [...(attempts.get(id) ?? []), row]);
  }
  return runs
    .map((row) => ({
      id: String(row['id']),
      pipeline: String(row['pipeline']),
      fireTime: Number(row['fire_time']),
      state: String(row['state']),
      reason: text(row['reason']) ?? '',
      startedAt: row['started_at'] == null ? undefined : Number(row['started_at']),
      cursorBefore: text(row['cursor_before']),
      cursorAfter: text(row['cursor_after']),
      attempts: (attempts.get(String(row['id'])) ?? [])
        .toSorted((left, right) => Number(left['number']) - Number(right['number']))
        .map((attempt) => String(attempt['state'])),
    }))
    .toSorted((left, right) => left.fireTime - right.fireTime);
}

/** Events of a topic in the order in which they were written. */
export async function recordedEvents(place: Place, topic: string): Promise<readonly TopicRecord[]> {
  return (await place.rows('sluice_event'))
    .filter((row) => row['topic'] === topic)
    .toSorted((left, right) => Number(left['position']) - Number(right['position']))
    .map((row) => {
      const event: PublishedEvent = {
        id: String(row['id']),
        // `as` because the two topics are what the filter let through.
        topic: topic as PublishedEvent['topic'],
        key: String(row['event_key']),
        sequence: Number(row['sequence']),
        type: String(row['type']),
        at: Number(row['at']),
        data: JSON.parse(String(row['data'])) as PublishedEvent['data'],
        previousHash: String(row['previous_hash']),
        hash: String(row['hash']),
      };
      return { key: event.key, id: event.id, type: event.type, event };
    });
}

export function describeRun(run: RecordedRun): string {
  const attempts = run.attempts.length === 0 ? 'no attempt' : `attempts ${run.attempts.join(', ')}`;
  return `${run.pipeline} of ${new Date(run.fireTime).toISOString()} (${run.state}${run.reason === '' ? '' : ` ${run.reason}`}; ${attempts})`;
}

function text(value: unknown): string | undefined {
  return value === null || value === undefined ? undefined : String(value);
}
