import { expect, test } from 'vitest';
import type { AttemptRecord } from '../ports/index.ts';
import { vantageOf } from './vantage.ts';

const attempt = (executor: string, host?: string): AttemptRecord => ({
  number: 1,
  state: 'running',
  executor,
  engineRef: { id: 'job', ...(host === undefined ? {} : { host }) },
  startedAt: 1,
  finishedAt: undefined,
  metrics: {},
  reason: undefined,
});
const vantage = vantageOf('here', 'here:1:1', (executor) => executor === 'here:9:9');

test('a cluster shows all of its jobs, whoever started them', () => {
  expect(vantage.sightOf(attempt('there:1:1', 'there'), 'all')).toEqual({ kind: 'seen' });
});

test('jobs that are processes are seen on their own host only', () => {
  expect(vantage.sightOf(attempt('here:2:2'), 'host')).toEqual({ kind: 'seen' });
  expect(vantage.sightOf(attempt('there:2:2'), 'host')).toEqual({ kind: 'elsewhere', host: 'there' });
  // Followed from here, it may still be a process of another host.
  expect(vantage.sightOf(attempt('here:2:2', 'there'), 'host')).toEqual({ kind: 'elsewhere', host: 'there' });
});

test('jobs inside a process are seen by itself, and missed once it is gone', () => {
  expect(vantage.sightOf(attempt('here:1:1'), 'process')).toEqual({ kind: 'seen' });
  expect(vantage.sightOf(attempt('here:2:2'), 'process')).toEqual({ kind: 'hidden' });
  expect(vantage.sightOf(attempt('here:9:9'), 'process')).toEqual({ kind: 'seen' });
  expect(vantage.sightOf(attempt('there:1:1'), 'process')).toEqual({ kind: 'elsewhere', host: 'there' });
});
