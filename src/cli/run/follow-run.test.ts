import { expect, test } from 'vitest';
import type { RunJson } from '../../server/index.ts';
import { RefusedRequest } from '../operator-api.ts';
import { NoServer } from '../server-answer.ts';
import { followRun } from './follow-run.ts';

const PACE = { lookMs: 1, patienceMs: 5_000 };

function runJson(state: RunJson['state'], attempts: readonly RunJson['attempts'][number]['state'][]): RunJson {
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
    cursorBefore: null,
    cursorAfter: null,
    executor: null,
    artefactDigest: 'sha256:0',
  };
}

/** Answers looks at the run one after another, the last again and again; an attempt's log says which it is. */
function scripted(looks: readonly (RunJson | Error)[]) {
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

const refused = (status: number) =>
  new RefusedRequest(`the server answers ${status}`, undefined, status, '', undefined);

async function follow(
  first: RunJson,
  looks: readonly (RunJson | Error)[],
  pace = PACE,
): Promise<{ readonly end: RunJson; readonly printed: string }> {
  let printed = '';
  const follower = { show: () => undefined, print: (text: string) => (printed += text) };
  const end = await followRun(scripted(looks), first, follower, new AbortController().signal, pace);
  return { end, printed };
}

const running = runJson('running', ['running']);
const done = runJson('succeeded', ['succeeded']);

test('a server that is away, or cannot answer just now, is waited for', async () => {
  const away = [new NoServer('away'), refused(502), refused(503), refused(504)];
  expect(await follow(running, [...away, running, done])).toEqual({ end: done, printed: 'attempt 1\n' });
});

test('what stays away is left after the time of patience, as the run goes on without', async () => {
  for (const away of [new NoServer('away'), refused(503)])
    await expect(follow(running, [away], { lookMs: 1, patienceMs: 20 })).rejects.toThrow('goes on without');
});

test('another refusal is told at once', async () => {
  await expect(follow(running, [refused(403), done])).rejects.toThrow('the server answers 403');
});

test('what earlier attempts of a run that is run once more have printed is not told again', async () => {
  const again = runJson('scheduled', ['failed', 'failed']);
  const looks = [again, runJson('running', ['failed', 'failed', 'running'])];
  const end = runJson('succeeded', ['failed', 'failed', 'succeeded']);
  expect((await follow(again, [...looks, end])).printed).toBe('attempt 3\n');
});

test('a run that was over when its answer came shows what its last attempt has printed', async () => {
  const over = runJson('failed', ['failed', 'failed']);
  expect(await follow(over, [over])).toEqual({ end: over, printed: 'attempt 2\n' });
});
