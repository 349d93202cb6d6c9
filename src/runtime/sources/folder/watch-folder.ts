import { lstatSync } from 'node:fs';
import { relative, resolve as resolvePath, sep } from 'node:path';
import { watch, type FSWatcher } from 'chokidar';
import type { Clock, Log } from '../../ports/index.ts';

/** What a project's desired state is made of: the project file and these folders. */
const PROJECT_FILE = 'sluice.yaml';
const DEFINITION_FOLDERS: readonly string[] = ['pipelines', 'datasources', 'backfills', 'schemas'];

export interface WatchFolderOptions {
  readonly root: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Quiet time after the last change before it is told. */
  readonly debounceMs: number;
  /** A stream of changes is told at least this often. */
  readonly longestMs: number;
  /** How often files are looked at where the system cannot notify (network file systems, no watches left). */
  readonly pollIntervalMs: number;
  /** Look at files from the start instead of waiting for notifications. */
  readonly usePolling: boolean;
}

/** By then a folder that has come is watched. */
const NEW_FOLDER_MS = 1_000;

/** The system has no more watches or handles to give: polling still works. */
const NO_WATCHES_LEFT = new Set(['ENOSPC', 'EMFILE', 'ENFILE']);

/** Tells of changes below a project's folder, debounced, until the signal is aborted. */
export async function watchFolder(
  options: WatchFolderOptions,
  signal: AbortSignal,
  changed: () => void,
): Promise<void> {
  if (signal.aborted) return;
  const touched = createDebounce(options, signal, changed);
  const failed = await watchOnce(options, options.usePolling, signal, touched);
  if (failed === undefined) return;
  options.log.warn('the system cannot watch these files, looking at them instead', {
    code: failed,
    everyMs: options.pollIntervalMs,
    help: 'raise fs.inotify.max_user_watches to be told of changes at once',
  });
  touched();
  await watchOnce(options, true, signal, touched);
}

/** Watches until aborted (undefined) or until the system refuses watches (the system's code). */
function watchOnce(
  options: WatchFolderOptions,
  usePolling: boolean,
  signal: AbortSignal,
  touched: () => void,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const watcher: FSWatcher = watch(options.root, {
      ignoreInitial: true,
      atomic: true,
      usePolling,
      interval: options.pollIntervalMs,
      ignored: (path) => !isDefinition(options.root, path) || (!usePolling && isPlainFile(path)),
    });
    const end = (code: string | undefined): void => {
      signal.removeEventListener('abort', stop);
      void watcher.close().then(() => resolve(code));
    };
    const stop = (): void => end(undefined);
    signal.addEventListener('abort', stop, { once: true });
    watcher.on('all', touched);
    watcher.on('raw', (_event, name, details) => {
      if (isDefinition(options.root, resolvePath(watchedPath(details) ?? options.root, name))) touched();
    });
    // what was written into a new folder before it was watched is told of by nobody
    watcher.on('addDir', () => void options.clock.sleep(NEW_FOLDER_MS, signal).then(touched));
    // A change made while the first scan ran is told of by nobody else.
    watcher.on('ready', touched);
    watcher.on('error', (thrown) => {
      const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'UNKNOWN';
      if (NO_WATCHES_LEFT.has(code) && !usePolling) end(code);
      else options.log.warn('watching one of the files failed', { code });
    });
  });
}

/**
 * A folder tells of the files in it, so that 10,000 of them need no watch of their own. A link does not tell of what it leads to,
 * and is watched itself.
 */
function isPlainFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** The folder, or the file, whose watch told of something. */
function watchedPath(details: unknown): string | undefined {
  const path = typeof details === 'object' && details !== null && 'watchedPath' in details ? details.watchedPath : '';
  return typeof path === 'string' && path !== '' ? path : undefined;
}

function isDefinition(root: string, path: string): boolean {
  const inside = relative(root, path);
  if (inside === '' || inside === PROJECT_FILE) return true;
  const [top] = inside.split(sep);
  return top !== undefined && DEFINITION_FOLDERS.includes(top);
}

function createDebounce(options: WatchFolderOptions, signal: AbortSignal, changed: () => void): () => void {
  const { clock, debounceMs, longestMs } = options;
  let last = 0;
  let waiting = false;
  const wait = async (): Promise<void> => {
    const first = last;
    for (let rest = debounceMs; rest > 0 && !signal.aborted;) {
      await clock.sleep(rest, signal);
      const now = clock.monotonic();
      rest = Math.min(last + debounceMs, first + longestMs) - now;
    }
    waiting = false;
    if (!signal.aborted) changed();
  };
  return () => {
    last = clock.monotonic();
    if (waiting) return;
    waiting = true;
    void wait();
  };
}
