import { setTimeout as sleep } from 'node:timers/promises';
import type { EventJson } from '../../server/index.ts';
import type { OperatorApi } from '../operator-api.ts';

interface EventsPage {
  readonly items: readonly EventJson[];
  readonly nextCursor: string | null;
}

/** As many as the API gives at once. */
const PAGE = 500;
const FOLLOW_MS = 500;
/** So many that are new at once are all that one look goes back. */
const MOST_PAGES = 40;
/** Ids that are kept to tell what is new: more than two processes can have under way at once. */
const SEEN = 50_000;

/** Events that the query asks for, oldest first, a page in memory at a time. */
export async function* allEvents(api: OperatorApi, query: URLSearchParams): AsyncGenerator<EventJson> {
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: EventsPage = await api.get(pathOf(query, { order: 'oldest', ...(cursor === '' ? {} : { cursor }) }));
    yield* page.items;
    cursor = page.nextCursor;
  }
}

/**
 * The newest `limit`, oldest first, and then those that come. An event that was written before another can be committed
 * after it, so that each look goes by what was seen and not by a place in the list.
 */
export async function* followEvents(
  api: OperatorApi,
  query: URLSearchParams,
  limit: number,
): AsyncGenerator<EventJson> {
  const first = await api.get<EventsPage>(pathOf(query, {}));
  const seen = new Set(first.items.map(({ id }) => id));
  // The index and the store, of which now one answers and now the other, sort differently: what is about the end of a page is
  // no news when it comes into it.
  if (first.nextCursor !== null) {
    const second = await api.get<EventsPage>(pathOf(query, { cursor: first.nextCursor }));
    for (const { id } of second.items) seen.add(id);
  }
  yield* first.items.slice(0, limit).toReversed();
  for (;;) {
    await sleep(FOLLOW_MS);
    const fresh = await unseen(api, query, seen);
    for (const { id } of fresh) seen.add(id);
    for (const id of seen) {
      if (seen.size <= SEEN) break;
      seen.delete(id);
    }
    yield* fresh;
  }
}

async function unseen(api: OperatorApi, query: URLSearchParams, seen: ReadonlySet<string>): Promise<EventJson[]> {
  const fresh: EventJson[] = [];
  let cursor: string | null = '';
  for (let pages = 0; cursor !== null && pages < MOST_PAGES; pages++) {
    const page: EventsPage = await api.get(pathOf(query, cursor === '' ? {} : { cursor }));
    const here = page.items.filter(({ id }) => !seen.has(id));
    fresh.push(...here);
    cursor = here.length === page.items.length ? page.nextCursor : null;
  }
  return fresh.toReversed();
}

function pathOf(query: URLSearchParams, more: Readonly<Record<string, string>>): string {
  const all = new URLSearchParams(query);
  all.set('limit', String(PAGE));
  for (const [name, value] of Object.entries(more)) all.set(name, value);
  return `/api/v1/events?${all}`;
}
