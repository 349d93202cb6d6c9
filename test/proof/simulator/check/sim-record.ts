import type { EventRecord, RunRecord, Store } from '../../../../src/runtime/ports/index.ts';
import type { TopicRecord } from '../../../support/read-topic.ts';

const PAGE = 500;

/** All runs by fire time. */
export async function allRuns(store: Store): Promise<readonly RunRecord[]> {
  const runs: RunRecord[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const page: Awaited<ReturnType<Store['listRuns']>> = await store.listRuns({
      limit: PAGE,
      ...(cursor === '' ? {} : { cursor }),
    });
    runs.push(...page.items);
    cursor = page.nextCursor;
  }
  return runs.toSorted((left, right) => left.fireTime - right.fireTime);
}

/** All events of a topic, oldest first. */
export async function allEvents(store: Store, topic: string): Promise<readonly TopicRecord[]> {
  const events: EventRecord[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const page: Awaited<ReturnType<Store['listEvents']>> = await store.listEvents({
      topic,
      limit: PAGE,
      ...(cursor === '' ? {} : { cursor }),
    });
    events.push(...page.items);
    cursor = page.nextCursor;
  }
  return events.toReversed().map(({ publishedAt: _publishedAt, ...event }) => ({
    key: event.key,
    id: event.id,
    type: event.type,
    event,
  }));
}

export function describeRun(run: RunRecord): string {
  const attempts = run.attempts.map(({ state }) => state).join(', ');
  return `${run.pipeline} of ${new Date(run.fireTime).toISOString()} (${run.state} ${run.reason?.message ?? ''}; attempts ${attempts})`;
}
