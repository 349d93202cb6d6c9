import { expect, test } from 'vitest';
import { refused, runJson, scriptedRuns } from '../../test/support/scripted-runs.ts';
import type { RunJson } from '../server/index.ts';
import { followLog } from './follow-log.ts';
import { NoServer } from './server-answer.ts';

const PACE = { lookMs: 1, longestMs: 4, patienceMs: 5_000 };
const running = runJson('running', ['running']);
const done = runJson('succeeded', ['succeeded']);

async function follow(
  looks: readonly (RunJson | Error)[],
  pace = PACE,
): Promise<{ readonly printed: string; readonly timesAway: number }> {
  let printed = '';
  let timesAway = 0;
  const follower = { write: (text: string) => void (printed += text), away: () => void (timesAway += 1) };
  await followLog(scriptedRuns(looks), running, ({ attempts }) => attempts.length, follower, pace);
  return { printed, timesAway };
}

test('a log is followed to its end, each part once', async () => {
  const again = [runJson('retry-wait', ['failed']), runJson('running', ['failed', 'running'])];
  const end = runJson('succeeded', ['failed', 'succeeded']);
  expect(await follow([running, ...again, end])).toEqual({ printed: 'attempt 1\nattempt 2\n', timesAway: 0 });
});

test('a server that is away is asked again and told of once each time, and nothing is printed twice', async () => {
  const away = [new NoServer('away'), refused(502), refused(503), refused(504), refused(503)];
  expect(await follow([...away, running, refused(503), done])).toEqual({ printed: 'attempt 1\n', timesAway: 2 });
});

test('what stays away is left after the time of patience, and another refusal at once', async () => {
  await expect(follow([refused(503)], { ...PACE, patienceMs: 20 })).rejects.toThrow('goes on without');
  await expect(follow([refused(403), done])).rejects.toThrow('the server answers 403');
});
