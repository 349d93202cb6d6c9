import type { Clock } from '../ports/index.ts';
import type { HttpJson } from './http-json.ts';
import { lastCause } from './java-stack.ts';
import { notFoundKind, refusal } from './refusal.ts';
import { readShape } from './shape.ts';

/** How a stop with savepoint ended. */
export type SavepointEnd =
  | { readonly kind: 'completed'; readonly location: string }
  | { readonly kind: 'failed'; readonly cause: string }
  | { readonly kind: 'unfinished' };

const POLL_MS = 200;

/**
 * POST /jobs/:id/stop and polls its trigger. COMPLETED with a `failure-cause` is a failure; a
 * savepoint path inside a stopping exception is a consistent savepoint (Flink 1.15 on).
 *
 * @returns undefined when the cluster does not know the job; `unfinished` when the time is up:
 *   the savepoint may still complete.
 */
export async function stopWithSavepoint(
  http: HttpJson,
  clock: Clock,
  id: string,
  how: { readonly targetDirectory?: string; readonly drain: boolean; readonly timeoutMs: number },
): Promise<SavepointEnd | undefined> {
  const asked = await http.request('POST', `/jobs/${id}/stop`, {
    body: { drain: how.drain, ...(how.targetDirectory === undefined ? {} : { targetDirectory: how.targetDirectory }) },
  });
  if (asked.status === 404 && notFoundKind(asked) === 'job') return undefined;
  if (asked.status !== 202) throw refusal('POST /jobs/:id/stop', asked);
  const trigger = readShape(asked.body, 'POST /jobs/:id/stop').string('request-id');
  const deadline = clock.monotonic() + how.timeoutMs;
  for (;;) {
    const answer = await http.request('GET', `/jobs/${id}/savepoints/${trigger}`);
    if (answer.status !== 200) throw refusal('GET /jobs/:id/savepoints/:trigger', answer);
    const polled = readShape(answer.body, 'GET /jobs/:id/savepoints/:trigger');
    if (polled.object('status').string('id') === 'COMPLETED') {
      const operation = polled.object('operation');
      const failure = operation.optionalObject('failure-cause');
      if (failure === undefined) return { kind: 'completed', location: operation.string('location') };
      const stack = failure.string('stack-trace');
      const kept =
        /StopWithSavepointStoppingException[\s\S]*?\b((?:[a-z][a-z0-9+.-]*:)?\/\S*savepoint-\S+?)[.,\s]/.exec(stack);
      if (kept?.[1] !== undefined) return { kind: 'completed', location: kept[1] };
      return { kind: 'failed', cause: lastCause(stack) };
    }
    if (clock.monotonic() >= deadline) return { kind: 'unfinished' };
    await clock.sleep(POLL_MS);
  }
}
