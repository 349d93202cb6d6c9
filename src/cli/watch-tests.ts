import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { watch } from 'chokidar';
import { runTests, type RunTestsOptions, type TestRun } from '../testing/index.ts';
import { EXIT } from './exit-code.ts';
import type { TestView } from './views/test-view.ts';

/** What a project is made of: nothing else in its folder decides how a test goes. */
const WATCHED = ['sluice.yaml', 'pipelines', 'datasources', 'schemas', 'topics', 'tests'];
/** Editors write a file in several steps. */
const QUIET_MS = 80;

/** Runs tests, then again what a change touches, until SIGINT or SIGTERM. Gives the exit code of an interruption. */
export async function watchTests(options: RunTestsOptions, view: TestView): Promise<number> {
  const stop = new AbortController();
  const end = (): void => stop.abort();
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  const changes = watchChanges(options.root, stop.signal);
  try {
    let run: TestRun | undefined;
    for (let changed: ReadonlySet<string> = new Set(); !stop.signal.aborted; changed = await changes.next()) {
      if (run !== undefined && changed.size > 0) view.showChanged([...changed]);
      run = await runTests({
        ...options,
        onCase: (result) => view.showCase(result),
        ...(run === undefined ? {} : { since: { run, changed } }),
      });
      if (stop.signal.aborted) break;
      view.showEnd(run);
      view.showWaiting();
    }
  } finally {
    process.off('SIGINT', end);
    process.off('SIGTERM', end);
    await changes.close();
  }
  return EXIT.interrupted;
}

interface Changes {
  /** Files that have changed since the last call, from the root; waits for one, or for the end (none). */
  next(): Promise<ReadonlySet<string>>;
  close(): Promise<void>;
}

function watchChanges(root: string, signal: AbortSignal): Changes {
  const watcher = watch(
    WATCHED.map((name) => path.join(root, name)),
    { ignoreInitial: true, ignored: (file) => path.basename(file) === 'node_modules' },
  );
  let changed = new Set<string>();
  let events = 0;
  let wake: (() => void) | undefined;
  const tell = (): void => {
    events += 1;
    wake?.();
  };
  watcher.on('all', (_event, file) => {
    changed.add(path.relative(root, file).split(path.sep).join('/'));
    tell();
  });
  signal.addEventListener('abort', tell, { once: true });
  return {
    async next() {
      while (!signal.aborted && changed.size === 0) await new Promise<void>((resolve) => (wake = resolve));
      for (let seen = -1; !signal.aborted && seen !== events;) {
        seen = events;
        await sleep(QUIET_MS);
      }
      const some = changed;
      changed = new Set();
      return some;
    },
    close: () => watcher.close(),
  };
}
