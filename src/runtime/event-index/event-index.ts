import { OperatingError, toOperatingError } from '../errors.ts';
import { createWake } from '../observe/index.ts';
import type {
  Clock,
  EventFeed,
  EventFilter,
  EventIndexState,
  EventPage,
  EventReader,
  Log,
  Random,
  Store,
} from '../ports/index.ts';
import { fileFailure } from './file-failure.ts';
import { IndexFile, removeIndexFile } from './index-file.ts';
import { isIndexCursor } from './list-page.ts';
import { AnotherTopic, ReadBack } from './read-back.ts';
import { StoreTail } from './store-tail.ts';

export interface EventIndexDependencies {
  /** File of this index alone. */
  readonly path: string;
  readonly feed: EventFeed;
  readonly store: Pick<Store, 'eventTail' | 'listEvents'>;
  readonly project: string;
  readonly environment: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/**
 * The events of an environment as they lie on the bus, in a file of this host, and after them what only the store has yet.
 * Lists come from the store, and say so, until all that the bus holds was read once, and while the file cannot be used.
 */
export interface EventIndex extends EventReader {
  /** Reads back until aborted; with the bus down it backs off, and lists go on. */
  run(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** How often the bus is asked how much it holds, and the store what is new. */
const LOOK_MS = 5_000;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 10_000;

export function createEventIndex(deps: EventIndexDependencies): EventIndex {
  const { path, feed, store, clock, random, log } = deps;
  const tail = new StoreTail(store, clock);
  const again = createWake(clock);
  let file: IndexFile | undefined;
  let readBack: ReadBack | undefined;
  let isConnected = false;
  let asOf: number | undefined;
  /** Why the file cannot be used now; it is tried again by `run` alone, so that no list waits for it. */
  let trouble: string | undefined;
  let session = new AbortController();

  const open = (): IndexFile => {
    if (file !== undefined && !file.isThere) letGo();
    if (file === undefined) {
      file = IndexFile.open(path);
      if (file.get('complete') === undefined) log.info('the index of events is built from the bus', { path });
    }
    return file;
  };

  const letGo = (): void => {
    const open = file;
    file = undefined;
    readBack = undefined;
    asOf = undefined;
    open?.close();
    session.abort();
  };

  /** False where the file has nothing to do with it. What is damaged is begun anew. */
  const isOfFile = (thrown: unknown): boolean => {
    const failure = fileFailure(thrown);
    if (failure === undefined) return false;
    if (failure.isUnsound) {
      log.warn('the index of events is damaged, and is built anew', { path });
      letGo();
      removeIndexFile(path);
      again.wake();
      return true;
    }
    if (trouble !== failure.message)
      log.warn('the index of events cannot be used, and events are listed from the store alone', {
        path,
        message: failure.message,
      });
    trouble = failure.message;
    return true;
  };

  /** What only the store has, too; a file that takes it can be used again. */
  const takeTail = async (own: IndexFile): Promise<void> => {
    await tail.takeInto(own);
    if (trouble !== undefined) log.info('the index of events is used again', { path });
    trouble = undefined;
  };

  const noteEnd = (own: IndexFile): void => {
    if (readBack?.isAtEnd !== true) return;
    asOf = clock.now();
    if (own.get('complete') !== undefined) return;
    own.set('complete', 1);
    log.info('the index of events holds all that is on the bus', { records: readBack.progress.total });
  };

  /** Reads until something is to be begun anew. */
  const readOn = async (signal: AbortSignal): Promise<void> => {
    const own = open();
    const scope = `${deps.project}/${deps.environment}`;
    const reading = new ReadBack({ feed, file: own, scope, log, now: () => clock.now() });
    // First: what was published before the position that this notes is on the bus by the time that the bus is asked.
    await takeTail(own);
    const from = await reading.begin();
    readBack = reading;
    isConnected = true;
    noteEnd(own);
    if (from.length === 0) {
      // Nobody has published anything yet.
      await clock.sleep(LOOK_MS, signal);
      return;
    }
    const end = new AbortController();
    const both = AbortSignal.any([signal, end.signal]);
    const watch = async (): Promise<void> => {
      while (!both.aborted) {
        await clock.sleep(LOOK_MS, both);
        if (both.aborted) return;
        if (!own.isThere) return;
        await reading.look();
        noteEnd(own);
        await takeTail(own);
      }
    };
    const follow = feed.follow(
      from,
      async (batch) => {
        if (both.aborted || file !== own) return;
        await reading.take(batch);
        noteEnd(own);
      },
      both,
    );
    try {
      await Promise.race([follow, watch()]);
    } finally {
      end.abort();
      await follow.catch(() => undefined);
    }
  };

  const run = async (signal: AbortSignal): Promise<void> => {
    let failures = 0;
    while (!signal.aborted) {
      session = new AbortController();
      try {
        await readOn(AbortSignal.any([signal, session.signal]));
        failures = 0;
      } catch (thrown) {
        if (thrown instanceof AnotherTopic) continue;
        if (!isOfFile(thrown)) {
          const { code, message, help } = toOperatingError(thrown);
          if (isConnected || failures === 0) log.warn('events are not read back', { code, message, help });
        } else if (trouble === undefined) continue;
        isConnected = false;
        const longest = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** failures);
        failures++;
        await again.wait(longest / 2 + (random.fraction() * longest) / 2, signal);
      }
    }
  };

  const fromStore = async (filter: EventFilter): Promise<EventPage> => ({
    ...(await store.listEvents(filter)),
    isPartial: true,
  });

  const list = async (filter: EventFilter): Promise<EventPage> => {
    const isOfIndex = filter.cursor !== undefined && isIndexCursor(filter.cursor);
    if (!isOfIndex && (filter.cursor !== undefined || trouble !== undefined || !isComplete())) return fromStore(filter);
    try {
      const own = open();
      // a list that was begun in the index goes on there, also while nothing can be added to it
      if (isOfIndex && own.get('complete') === undefined) throw begunElsewhere();
      if (trouble === undefined) await takeTail(own);
      const page = own.list(filter);
      return trouble === undefined ? page : { ...page, isPartial: true };
    } catch (thrown) {
      if (!isOfFile(thrown)) throw thrown;
      if (isOfIndex) throw begunElsewhere();
      return fromStore(filter);
    }
  };

  /** What is asked of the file, where it answers. */
  const asked = <T>(question: () => T): T | undefined => {
    try {
      return question();
    } catch (thrown) {
      if (!isOfFile(thrown)) throw thrown;
      return undefined;
    }
  };
  const isComplete = (): boolean => asked(() => open().get('complete')) !== undefined;

  return {
    run,
    list,
    get state(): EventIndexState {
      const { read, total } = readBack?.progress ?? { read: 0, total: 0 };
      const isLive = isConnected && readBack?.isAtEnd === true;
      const isBuilt = trouble === undefined && isComplete();
      const notices = asked(() => file?.notices()) ?? [];
      if (trouble !== undefined) return { state: 'unusable', read, total, asOf, notices, trouble };
      return { state: !isBuilt ? 'rebuilding' : isLive ? 'live' : 'behind', read, total, asOf, notices };
    },
    async rebuild() {
      letGo();
      removeIndexFile(path);
      trouble = undefined;
      again.wake();
    },
    async close() {
      letGo();
    },
  };
}

/** Between two pages the index became another one: going on would leave events out. */
function begunElsewhere(): OperatingError {
  return new OperatingError('INVALID_REQUEST', 'the index of events that this list was begun in is being built anew', {
    retryable: false,
    help: 'leave the cursor out to start again',
  });
}
