import { api } from './api.ts';
import type { Diagnostics, EventItem, Run } from './api-types.ts';
import { changedRun, clockSkew, connection, diagnostics, generation, newEvent, pipelines, status } from './facts.ts';

const POLL_MS = 5_000;
/** Changes that come close together are read in one go. */
const GATHER_MS = 150;

/** Keeps the facts fresh: by the server's stream, and by polling while there is none. */
export function startLive(): void {
  void refresh();
  listen();
  setInterval(() => {
    if (connection.value !== 'live') void refresh();
  }, POLL_MS);
}

/** Reads everything anew. */
export async function refresh(): Promise<void> {
  try {
    const [nextStatus, nextDiagnostics, nextPipelines] = await Promise.all([
      api.status(),
      api.diagnostics(),
      api.pipelines(),
    ]);
    status.value = nextStatus;
    clockSkew.value = Date.parse(nextStatus.now) - Date.now();
    diagnostics.value = nextDiagnostics;
    pipelines.value = nextPipelines;
    generation.value += 1;
    if (connection.value !== 'live') connection.value = 'polling';
  } catch {
    connection.value = 'lost';
  }
}

function listen(): void {
  const stream = new EventSource('api/v1/stream');
  stream.addEventListener('open', () => {
    connection.value = 'live';
    void refresh();
  });
  stream.addEventListener('error', () => {
    if (connection.value === 'live') {
      connection.value = 'polling';
      void refresh();
    }
    // It comes back by itself, except after an answer that was no stream.
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, POLL_MS);
  });
  stream.addEventListener('run', (message) => {
    changedRun.value = read<Run>(message);
  });
  stream.addEventListener('event', (message) => {
    newEvent.value = read<EventItem>(message);
  });
  stream.addEventListener('diagnostics', (message) => {
    diagnostics.value = read<Diagnostics>(message);
    void refresh();
  });
  stream.addEventListener('pipeline', (message) => reloadSoon(read<{ name: string }>(message).name));
  stream.addEventListener('reset', () => void refresh());
}

// `as`: the server keeps to its published schemas.
function read<T>(message: MessageEvent<string>): T {
  return JSON.parse(message.data) as T;
}

const waiting = new Set<string>();

/** Reads a pipeline anew, with those that come at the same time. */
export function reloadSoon(name: string): void {
  if (waiting.size === 0) setTimeout(() => void reloadWaiting(), GATHER_MS);
  waiting.add(name);
}

async function reloadWaiting(): Promise<void> {
  const names = [...waiting];
  waiting.clear();
  try {
    const fresh = new Map((await Promise.all(names.map(api.pipeline))).map((pipeline) => [pipeline.name, pipeline]));
    const kept = (pipelines.value ?? []).filter(({ name }) => !fresh.has(name));
    const present = [...fresh.values()].filter(({ state }) => state !== 'deleted');
    pipelines.value = [...kept, ...present].sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    await refresh();
  }
}
