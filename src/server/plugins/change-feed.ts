import type { EventRecord, SourceStatus } from '../../runtime/index.ts';
import type { ServerContext } from '../server-context.ts';
import {
  type DiagnosticsJson,
  type EventJson,
  type RunJson,
  toDiagnosticsJson,
  toEventJson,
  toRunJson,
} from '../views/index.ts';

/** Something that changed, as the stream sends it. `reset`: so much at once that a reader had better read anew. */
export type Change =
  | { readonly kind: 'event'; readonly data: EventJson }
  | { readonly kind: 'run'; readonly data: RunJson }
  | { readonly kind: 'pipeline'; readonly data: { readonly name: string } }
  | { readonly kind: 'diagnostics'; readonly data: DiagnosticsJson }
  | { readonly kind: 'reset'; readonly data: Readonly<Record<string, never>> };

/** Tells everybody who listens what changed. */
export interface ChangeFeed {
  /** Calls back with every batch of changes until the returned function is called. */
  subscribe(listener: (changes: readonly Change[]) => void): () => void;
  /** Ends at once: a store that does not answer must not hold up the end of the process. */
  close(): void;
}

const POLL_MS = 400;
/** More new events than this in one look are a `reset`. */
const BATCH = 100;

/**
 * Looks at the store's events while anybody listens, and only then, once for all listeners. The store may
 * be shared with other processes, so that looking is the one way to know.
 */
export function createChangeFeed(context: ServerContext): ChangeFeed {
  const { clock, log } = context;
  const listeners = new Set<(changes: readonly Change[]) => void>();
  let looking: AbortController | undefined;

  const look = async (signal: AbortSignal): Promise<void> => {
    let seen: Seen | undefined;
    while (!signal.aborted) {
      try {
        const found: Found = await findChanges(context, seen);
        seen = found.seen;
        if (signal.aborted) return;
        if (found.changes.length > 0) for (const listener of listeners) listener(found.changes);
      } catch (thrown) {
        // Nobody waits for the last look: the store may be closed under it.
        if (signal.aborted) return;
        log.warn('the change feed could not read the store', { error: String(thrown) });
      }
      await clock.sleep(POLL_MS, signal);
    }
  };

  return {
    subscribe(listener) {
      listeners.add(listener);
      if (looking === undefined) {
        looking = new AbortController();
        void look(looking.signal);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        looking?.abort();
        looking = undefined;
      };
    },
    close() {
      listeners.clear();
      looking?.abort();
      looking = undefined;
    },
  };
}

interface Seen {
  readonly events: ReadonlySet<string>;
  readonly source: string;
}

interface Found {
  readonly seen: Seen;
  readonly changes: readonly Change[];
}

/** The first look (nothing seen yet) only learns where things stand. */
async function findChanges(context: ServerContext, seen: Seen | undefined): Promise<Found> {
  const { store, project, environment } = context;
  const status = await store.sourceStatus(project, environment);
  const { items } = await store.listEvents({ project, environment, limit: BATCH });
  const now: Seen = { events: new Set(items.map((event) => event.id)), source: fingerprint(status) };
  if (seen === undefined) return { seen: now, changes: [] };
  const diagnostics: readonly Change[] =
    now.source === seen.source ? [] : [{ kind: 'diagnostics', data: toDiagnosticsJson(status) }];
  const fresh = items.filter((event) => !seen.events.has(event.id)).toReversed();
  if (fresh.length === BATCH) return { seen: now, changes: [{ kind: 'reset', data: {} }, ...diagnostics] };
  return { seen: now, changes: [...diagnostics, ...(await toChanges(context, fresh))] };
}

async function toChanges({ store }: ServerContext, events: readonly EventRecord[]): Promise<readonly Change[]> {
  const json = events.map(toEventJson);
  const runIds = new Set(json.map((event) => event.run).filter((id) => id !== null));
  const names = new Set(json.map((event) => event.pipeline).filter((name) => name !== null));
  const changes: Change[] = json.map((data) => ({ kind: 'event', data }));
  for (const id of runIds) {
    const run = await store.getRun(id);
    if (run !== undefined) changes.push({ kind: 'run', data: toRunJson(run) });
  }
  for (const name of names) changes.push({ kind: 'pipeline', data: { name } });
  return changes;
}

function fingerprint(status: SourceStatus | undefined): string {
  return status === undefined ? '' : JSON.stringify([status.kind, status.state, status.revision, status.diagnostics]);
}
