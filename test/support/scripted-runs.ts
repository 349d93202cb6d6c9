import { RefusedRequest } from '../../src/cli/operator-api.ts';
import type { RunJson } from '../../src/server/index.ts';

/** A run as the API shows it, with attempts in these states. */
export function runJson(state: RunJson['state'], attempts: readonly RunJson['attempts'][number]['state'][]): RunJson {
  const at = '2026-03-02T10:00:00.000Z';
  return {
    id: 'run-1',
    project: 'shop',
    environment: 'default',
    pipeline: 'orders',
    fireAt: at,
    trigger: 'manual',
    state,
    reason: null,
    attempts: attempts.map((ended, index) => ({
      number: index + 1,
      state: ended,
      executor: 'one',
      engineId: 'job',
      startedAt: at,
      finishedAt: ended === 'running' ? null : at,
      metrics: {},
      reason: null,
    })),
    createdAt: at,
    startedAt: null,
    finishedAt: null,
    retryAt: null,
    durationMs: null,
    metrics: {},
    parameters: {},
    values: {},
    cursorRange: null,
    cursorBefore: null,
    cursorAfter: null,
    executor: null,
    artefactDigest: 'sha256:0',
  };
}

/** Answers looks at the run one after another, the last again and again; an attempt's log says which it is. */
export function scriptedRuns(looks: readonly (RunJson | Error)[]) {
  const left = [...looks];
  const asked: string[] = [];
  return {
    asked,
    async get<T>(path: string): Promise<T> {
      asked.push(path);
      const [, attempt, offset] = /attempt=(\d+)&offset=(\d+)/.exec(path) ?? [];
      const text = `attempt ${attempt}\n`;
      if (attempt !== undefined) return { text: offset === '0' ? text : '', nextOffset: text.length } as T; // as the route answers
      const next = left.length > 1 ? left.shift() : left[0];
      if (next instanceof Error) throw next;
      return next as T; // as the route answers
    },
  };
}

/** What the client throws where the server answers so. */
export const refused = (status: number) =>
  new RefusedRequest(`the server answers ${status}`, undefined, status, '', undefined);
