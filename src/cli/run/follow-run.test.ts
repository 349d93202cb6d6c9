import { expect, test } from 'vitest';
import { refused, runJson, scriptedRuns } from '../../../test/support/scripted-runs.ts';
import type { RunJson } from '../../server/index.ts';
import { NoServer } from '../server-answer.ts';
import { followRun } from './follow-run.ts';

const PACE = { lookMs: 1, patienceMs: 5_000 };

async function follow(
  first: RunJson,
  looks: readonly (RunJson | Error)[],
  pace = PACE,
): Promise<{ readonly end: RunJson; readonly printed: string }> {
  let printed = '';
  const follower = { show: () => undefined, print: (text: string) => (printed += text) };
  const end = await followRun(scriptedRuns(looks), first, follower, new AbortController().signal, pace);
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
